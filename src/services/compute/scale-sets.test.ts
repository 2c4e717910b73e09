import { describe, expect, it } from 'vitest';
import { imdsEnding } from '../test-imds.ts';
import { group, refusal, subscription, type Json } from '../test-tenant.ts';
import { identityId, Machines, profile, setBody, setId } from './fixture.ts';

const instance = (number: number): string => `${setId()}/virtualMachines/${number}`;

const scaleSet = (body: object = {}): Machines => {
  const t = new Machines();
  expect(t.scaleSet(body).status).toBe(201);
  return t;
};

const instances = (t: Machines): Json[] => t.get(`${setId()}/virtualMachines`).json['value'] as unknown as Json[];
const latest = (t: Machines): unknown[] => instances(t).map(({ properties }) => properties?.['latestModelApplied']);
const endings = (t: Machines, ...numbers: number[]) => numbers.map((number) => imdsEnding(t.ask(instance(number))));
const system = { identity: { type: 'SystemAssigned' } };

describe('a scale set', () => {
  it('is made with its instances', () => {
    const t = scaleSet({ tags: { a: 'b' } });
    const { json } = t.get(setId());
    expect(json).toMatchObject({
      name: 'set1',
      id: setId(),
      type: 'Microsoft.Compute/virtualMachineScaleSets',
      location: 'westeurope',
      tags: { a: 'b' },
      sku: { name: 'Standard_B1s', tier: 'Standard', capacity: 2 },
      properties: {
        upgradePolicy: { mode: 'Manual' },
        orchestrationMode: 'Uniform',
        singlePlacementGroup: true,
        provisioningState: 'Succeeded',
        uniqueId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    });
    expect(t.get(setId()).text).not.toContain('Secret-1');
    expect(instances(t).map(({ name, instanceId, id }) => [name, instanceId, id])).toEqual([
      ['set1_0', '0', instance(0)],
      ['set1_1', '1', instance(1)],
    ]);
    expect(t.get(instance(1)).json).toEqual(instances(t)[1]);
    expect(latest(t)).toEqual([true, true]);
    const { compute } = t.ask(instance(1), { path: '/metadata/instance', query: { 'api-version': '2021-02-01' } }).json;
    expect(compute).toMatchObject({ name: 'set1_1', vmScaleSetName: 'set1', resourceId: instance(1) });
  });

  it('is listed, and deleted with its instances', () => {
    const t = scaleSet(system);
    const type = 'providers/Microsoft.Compute/virtualMachineScaleSets';
    for (const scope of [group, subscription])
      expect((t.get(`${scope}/${type}`).json['value'] as unknown as Json[]).map(({ name }) => name)).toEqual(['set1']);
    expect(t.arm('DELETE', setId()).status).toBe(202);
    expect([t.get(setId()).status, t.ask(instance(0)).status]).toEqual([404, 0]);
    expect(t.arm('DELETE', setId()).status).toBe(204);
  });

  it('grows by new numbers and shrinks from the highest', () => {
    const t = scaleSet();
    const names = () => instances(t).map(({ instanceId }) => String(instanceId));
    t.patch(setId(), { sku: { capacity: 12 } });
    expect(names()).toEqual(Array.from({ length: 12 }, (_, at) => String(at)));
    t.patch(setId(), { sku: { capacity: 1 } });
    expect(names()).toEqual(['0']);
    expect(t.ask(instance(1)).status).toBe(0);
    t.patch(setId(), { sku: { capacity: 2 } });
    expect(names()).toEqual(['0', '12']);
  });
});

describe('the upgrade policy', () => {
  it('Manual: an instance sees a new identity only after it was upgraded', () => {
    const t = scaleSet();
    t.patch(setId(), system);
    expect(t.get(setId()).json['identity']?.['type']).toBe('SystemAssigned');
    expect(latest(t)).toEqual([false, false]);
    expect(endings(t, 0, 1)).toEqual(['noIdentity', 'noIdentity']);
    expect(t.post(setId(), 'manualupgrade', { instanceIds: ['1'] }).status).toBe(202);
    expect(latest(t)).toEqual([false, true]);
    expect(endings(t, 0, 1)).toEqual(['noIdentity', 'issued']);
    expect(instances(t).map(({ identity }) => identity?.['type'])).toEqual([undefined, 'SystemAssigned']);
    t.post(setId(), 'manualupgrade', { instanceIds: ['*'] });
    expect(latest(t)).toEqual([true, true]);
    // Both are one identity, so that the second is given the kept token.
    expect(endings(t, 0, 1)).toEqual(['servedFromCache', 'servedFromCache']);
  });

  it('Manual: a new instance begins with the model of now', () => {
    const t = scaleSet();
    t.patch(setId(), system);
    t.patch(setId(), { sku: { capacity: 3 } });
    expect(latest(t)).toEqual([false, false, true]);
    expect(endings(t, 1, 2)).toEqual(['noIdentity', 'issued']);
  });

  it('Manual: an instance that still points at an ended identity is told by Entra ID', () => {
    const t = scaleSet(system);
    expect(endings(t, 0)).toEqual(['issued']);
    t.patch(setId(), { identity: { type: 'None' } });
    expect(endings(t, 0)).toEqual(['principalGone']);
    t.post(setId(), 'manualupgrade', { instanceIds: ['0'] });
    expect(endings(t, 0)).toEqual(['noIdentity']);
  });

  it.each(['Automatic', 'Rolling'])('%s: every instance follows', (mode) => {
    const t = scaleSet({ properties: { ...setBody.properties, upgradePolicy: { mode } } });
    t.patch(setId(), system);
    expect(latest(t)).toEqual([true, true]);
    expect(endings(t, 0, 1)).toEqual(['issued', 'servedFromCache']);
  });

  it('tags and size of the set are no new model', () => {
    const t = scaleSet();
    t.patch(setId(), { tags: { a: 'b' } });
    t.patch(setId(), { sku: { capacity: 3 } });
    expect(latest(t)).toEqual([true, true, true]);
    t.patch(setId(), { properties: { virtualMachineProfile: { osProfile: { computerNamePrefix: 'other' } } } });
    expect(latest(t)).toEqual([false, false, false]);
    t.post(setId(), 'manualupgrade', { instanceIds: ['*'] });
    const named = instances(t).map(({ properties }) => properties?.['osProfile']?.['computerName']);
    expect(named).toEqual(['other000000', 'other000001', 'other000002']);
  });

  it('a token says that the scale set is the host', () => {
    const t = scaleSet();
    t.patch(setId(), { identity: { type: 'UserAssigned', userAssignedIdentities: t.identities('id1') } });
    t.post(setId(), 'manualupgrade', { instanceIds: ['*'] });
    const answer = t.ask(instance(0));
    const token = t.tables.get<{ claims: object }>('tokens', String(answer.json['access_token']));
    expect(token?.claims).toMatchObject({
      xms_az_rid: setId().replace('resourceGroups', 'resourcegroups'),
      xms_mirid: identityId('id1').replace('resourceGroups', 'resourcegroups'),
    });
  });
});

describe('refusals', () => {
  const { sku: _sku, ...unsized } = setBody;
  const properties = setBody.properties;
  it.each<
    [what: string, status: number, code: string, message: RegExp, ask: (t: Machines) => ReturnType<Machines['get']>]
  >([
    ['no such set', 404, 'ResourceNotFound', /virtualMachineScaleSets\/no'/, (t) => t.get(setId('no'))],
    ['no such set', 404, 'ResourceNotFound', /./, (t) => t.patch(setId('no'), {})],
    ['no such set', 404, 'ResourceNotFound', /./, (t) => t.get(`${setId('no')}/virtualMachines`)],
    ['no such set', 404, 'ResourceNotFound', /./, (t) => t.get(`${setId('no')}/virtualMachines/0`)],
    ['no such set', 404, 'ResourceNotFound', /./, (t) => t.post(setId('no'), 'manualupgrade', { instanceIds: ['*'] })],
    ['no such instance', 404, 'InstanceIdNotFound', /instanceId 7 is not/, (t) => t.get(instance(7))],
    [
      'no such instance',
      400,
      'InvalidParameter',
      /instanceId 7 is not an active/,
      (t) => t.post(setId(), 'manualupgrade', { instanceIds: ['0', '7'] }),
    ],
    [
      'no such group',
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.arm('PUT', setId().replace('rg1', 'rg9'), setBody),
    ],
    [
      'no such group',
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.get(`${group.replace('rg1', 'rg9')}/providers/Microsoft.Compute/virtualMachineScaleSets`),
    ],
    ['a bad name', 400, 'InvalidParameter', /'_set'/, (t) => t.scaleSet({}, '_set')],
    ['no size', 400, 'InvalidParameter', /'sku' is missing/, (t) => t.arm('PUT', setId('new'), unsized)],
    ['too many', 400, 'InvalidParameter', /'101'/, (t) => t.patch(setId(), { sku: { capacity: 101 } })],
    ['too few', 400, 'InvalidParameter', /'-1'/, (t) => t.patch(setId(), { sku: { capacity: -1 } })],
    ['no location', 400, 'LocationRequired', /./, (t) => t.scaleSet({ location: undefined }, 'new')],
    [
      'no policy',
      400,
      'InvalidParameter',
      /'upgradePolicy' is missing/,
      (t) => t.scaleSet({ properties: { virtualMachineProfile: profile } }, 'new'),
    ],
    [
      'an unknown policy',
      400,
      'InvalidParameter',
      /'Never'/,
      (t) => t.patch(setId(), { properties: { upgradePolicy: { mode: 'Never' } } }),
    ],
    [
      'no profile',
      400,
      'InvalidParameter',
      /'virtualMachineProfile' is missing/,
      (t) => t.scaleSet({ properties: { upgradePolicy: { mode: 'Manual' } } }, 'new'),
    ],
    [
      'an unknown identity type',
      400,
      'InvalidRequestContent',
      /Both/,
      (t) => t.patch(setId(), { identity: { type: 'Both' } }),
    ],
    [
      'flexible',
      501,
      'NotSimulated',
      /with orchestrationMode Flexible/,
      (t) => t.scaleSet({ properties: { ...properties, orchestrationMode: 'Flexible' } }, 'new'),
    ],
  ])('%s (%#)', (_what, status, code, message, ask) => {
    const answer = ask(scaleSet());
    expect(refusal(answer)).toEqual([status, code, expect.stringMatching(message) as string]);
    expect(answer.changes).toEqual([]);
  });

  it('an identity is attached by whom it lets', () => {
    const t = scaleSet();
    const body = { identity: { type: 'UserAssigned', userAssignedIdentities: t.identities('id1') } };
    const token = t.token('alice', 'https://management.azure.com/');
    t.grant('alice', 'Microsoft.Compute/virtualMachineScaleSets/write');
    expect(refusal(t.arm('PATCH', setId(), body, token))[1]).toBe('LinkedAuthorizationFailed');
  });
});
