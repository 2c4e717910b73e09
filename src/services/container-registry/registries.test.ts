import { describe, expect, it } from 'vitest';
import { group, refusal, subscription } from '../test-tenant.ts';
import { Fixture, registryId } from './fixture.ts';
import { registryType } from './models.ts';

describe('a registry', () => {
  it('is shown as ARM shows it', () => {
    const body = new Fixture().arm('GET', registryId()).json;
    expect(body).toMatchObject({
      id: registryId(),
      name: 'crlab',
      type: 'Microsoft.ContainerRegistry/registries',
      location: 'westeurope',
      sku: { name: 'Standard', tier: 'Standard' },
      tags: {},
      properties: {
        loginServer: 'crlab.azurecr.io',
        creationDate: '2026-11-23T09:00:00.0000000Z',
        provisioningState: 'Succeeded',
        adminUserEnabled: false,
        publicNetworkAccess: 'Enabled',
      },
    });
    expect(body['properties']?.['networkRuleSet']).toBeUndefined();
  });

  it('gets an identity, is listed, changes and goes with its images', () => {
    const t = new Fixture();
    t.create('crother', {}, 'Basic');
    const patched = t.arm('PATCH', registryId(), { identity: { type: 'SystemAssigned' }, sku: { name: 'Premium' } });
    expect(patched.json).toMatchObject({ identity: { type: 'SystemAssigned' }, sku: { tier: 'Premium' } });
    const names = (path: string, token?: string) =>
      (
        t.arm('GET', `${path}/providers/${registryType}`, undefined, token).json as unknown as {
          value: { name: string }[];
        }
      ).value.map(({ name }) => name);
    const token = t.token('reader', 'https://management.azure.com/');
    t.grant('reader', `${registryType}/read`, registryId('crother'));
    expect([names(group), names(subscription, token)]).toEqual([['crlab', 'crother'], ['crother']]);
    expect([t.arm('DELETE', registryId()).status, t.arm('DELETE', registryId()).status]).toEqual([200, 204]);
    expect(t.tables.all('registryImages')).toEqual([]);
  });

  it('needs the right to assign the identities that its body names', () => {
    const t = new Fixture();
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
    t.arm('PUT', id, { location: 'westeurope' });
    const token = t.token('writer', 'https://management.azure.com/');
    t.grant('writer', `${registryType}/write`);
    const body = { identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } } };
    expect(t.arm('PATCH', registryId(), body, token).status).toBe(403);
    t.grant('writer', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
    expect(t.arm('PATCH', registryId(), body, token).status).toBe(200);
  });

  it('takes an image from another registry from who may pull there', () => {
    const t = new Fixture();
    t.create('crother');
    const token = t.token('ci', 'https://management.azure.com/');
    t.grant('ci', `${registryType}/importImage/action`, registryId('crother'));
    const body = { source: { resourceId: registryId(), sourceImage: 'shop/api:v1' } };
    const send = (more = {}) => t.arm('POST', `${registryId('crother')}/importImage`, { ...body, ...more }, token);
    expect(send().status).toBe(403);
    t.may('ci', 'pull/read');
    expect([send().status, refusal(send())[1], send({ mode: 'Force' }).status]).toEqual([200, 'Conflict', 200]);
  });

  it.each<[string, string, string, unknown, number, string]>([
    ['a short name', 'PUT', registryId('abcd'), {}, 400, 'InvalidResourceName'],
    ['a name with a hyphen', 'PUT', registryId('cr-lab'), {}, 400, 'InvalidResourceName'],
    ['a name that another has', 'PUT', registryId().replace('rg1', 'rg2'), {}, 409, 'AlreadyInUse'],
    ['no such group', 'PUT', registryId('crnew').replace('rg1', 'none'), {}, 404, 'ResourceGroupNotFound'],
    [
      'network rules below Premium',
      'PUT',
      registryId('crnew'),
      { properties: { networkRuleSet: { defaultAction: 'Deny' } } },
      400,
      'NetworkRuleSetNotSupported',
    ],
    ['no such registry', 'GET', registryId('crnone'), undefined, 404, 'ResourceNotFound'],
    [
      'credentials of a user that is off',
      'POST',
      `${registryId()}/regenerateCredential`,
      { name: 'password' },
      400,
      'UnAuthorizedForCredentialOperations',
    ],
    [
      'an image that is not there',
      'POST',
      `${registryId()}/importImage`,
      { source: { resourceId: registryId(), sourceImage: 'none' } },
      400,
      'InvalidParameters',
    ],
    [
      'a tag that none is',
      'POST',
      `${registryId()}/importImage`,
      { source: { sourceImage: 'a' }, targetTags: ['A B'] },
      400,
      'InvalidParameters',
    ],
    [
      'no such subscription',
      'GET',
      `/subscriptions/none/providers/${registryType}`,
      undefined,
      404,
      'SubscriptionNotFound',
    ],
  ])('refused: %s', (_, method, path, body, status, code) => {
    const t = new Fixture();
    t.put('resourceGroups', `${subscription}/resourcegroups/rg2`, {
      id: `${subscription}/resourceGroups/rg2`,
      name: 'rg2',
    });
    const all = method === 'PUT' ? { location: 'westeurope', sku: { name: 'Standard' }, ...(body as object) } : body;
    expect(refusal(t.arm(method, path, all)).slice(0, 2)).toEqual([status, code]);
  });

  it.each<[string, unknown]>([
    ['crlab', { nameAvailable: false, reason: 'AlreadyExists', message: 'The registry crlab is already in use.' }],
    ['crnew', { nameAvailable: true }],
    ['no', expect.objectContaining({ nameAvailable: false, reason: 'Invalid' })],
  ])('is %s free?', (name, expected) => {
    const path = `${subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability`;
    expect(new Fixture().arm('POST', path, { name, type: registryType }).json).toEqual(expected);
  });
});
