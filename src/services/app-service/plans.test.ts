import { describe, expect, it } from 'vitest';
import { group, refusal, subscription } from '../test-tenant.ts';
import { planId, Web } from './fixture.ts';
import { skuNamed } from './skus.ts';

describe('an App Service plan', () => {
  it('has the shape that ARM gives it', () => {
    const t = new Web();
    t.site();
    expect(t.arm('GET', planId).json).toMatchObject({
      id: planId,
      type: 'Microsoft.Web/serverfarms',
      kind: 'app',
      location: 'West Europe',
      properties: {
        status: 'Ready',
        webSpace: 'rg1-WestEuropewebspace',
        numberOfSites: 1,
        reserved: false,
        provisioningState: 'Succeeded',
      },
      sku: { name: 'B1', tier: 'Basic', size: 'B1', family: 'B', capacity: 1 },
    });
    const linux = t.arm('PUT', `${planId}2`, {
      location: 'eastus',
      sku: { name: 'p1V3', capacity: 3 },
      properties: { reserved: true },
    });
    expect(linux.json).toMatchObject({ kind: 'linux', sku: { name: 'P1v3', tier: 'PremiumV3', capacity: 3 } });
  });

  it.each(['WS1', 'FC1', 'P0v4', 'I1v2'])('of the size %s, which Azure has, is not simulated', (name) => {
    const answer = new Web().arm('PUT', `${planId}9`, { location: 'westeurope', sku: { name } });
    expect(refusal(answer).slice(0, 2)).toEqual([501, 'NotSimulated']);
  });

  it('is listed by group and subscription', () => {
    const t = new Web();
    for (const scope of [group, subscription])
      expect(t.arm('GET', `${scope}/providers/Microsoft.Web/serverfarms`).json['value']).toHaveLength(1);
  });

  it('is deleted once nothing runs on it', () => {
    const t = new Web();
    t.site('shop');
    expect(refusal(t.arm('DELETE', planId))).toEqual([
      409,
      'Conflict',
      "Server farm 'plan1' cannot be deleted because it has web app(s) shop assigned to it.",
    ]);
    const site = `${group}/providers/Microsoft.Web/sites/shop`;
    expect(t.arm('DELETE', `${site}?deleteEmptyServerFarm=false`).status).toBe(200);
    expect(t.arm('DELETE', planId).status).toBe(200);
    expect(t.arm('DELETE', planId).status).toBe(204);
    expect(refusal(t.arm('GET', planId)).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
  });

  it('goes with its last site unless that is asked otherwise', () => {
    const t = new Web();
    t.site('one');
    t.site('two');
    t.arm('DELETE', `${group}/providers/Microsoft.Web/sites/one`);
    expect(t.arm('GET', planId).status).toBe(200);
    t.arm('DELETE', `${group}/providers/Microsoft.Web/sites/two`);
    expect(t.arm('GET', planId).status).toBe(404);
  });

  it.each([
    [{ location: 'westeurope', sku: { name: 'B9' } }, 400, 'BadRequest', "SkuCode 'B9' is invalid."],
    [{ sku: { name: 'B1' } }, 400, 'LocationRequired', 'The location property is required for this definition.'],
  ])('is refused as %j', (body, status, code, message) => {
    expect(refusal(new Web().arm('PUT', `${planId}2`, body))).toEqual([status, code, message]);
  });

  it('has a plain name', () => {
    const t = new Web();
    expect(refusal(t.arm('PUT', `${planId}%2Fx`, { location: 'westeurope' })).slice(0, 2)).toEqual([400, 'BadRequest']);
  });

  it.each([
    ['b1', 'Basic'],
    ['F1', 'Free'],
    ['s3', 'Standard'],
    ['nope', undefined],
  ])('sku %s is of the tier %s', (name, tier) => {
    expect(skuNamed(name)?.tier).toBe(tier);
  });
});
