import { describe, expect, it } from 'vitest';
import { services } from './registry.ts';
import { group, refusal, subscription, TestTenant } from './test-tenant.ts';

/** Every tracked type that is listed in a subscription and in its groups. */
const types = services
  .flatMap(({ operations }) => operations)
  .filter(({ surface, method }) => surface === 'arm' && method === 'GET')
  .flatMap(
    ({ path }) =>
      /^\/subscriptions\/\{\w+\}\/resourceGroups\/\{\w+\}\/providers\/([^/{]+\/[^/{]+)$/.exec(path)?.[1] ?? [],
  );

const arm = 'https://management.azure.com/';

describe('lists of tracked types', () => {
  it('are those of the services', () => {
    expect(types).toEqual(
      expect.arrayContaining(['Microsoft.Compute/virtualMachines', 'Microsoft.KeyVault/vaults', 'Microsoft.Web/sites']),
    );
  });

  it.each(types)('%s: a subscription shows what the caller may read, a group asks at its provider', (type) => {
    const t = new TestTenant();
    const token = t.token('nobody', arm);
    const inSubscription = t.arm('GET', `${subscription}/providers/${type}`, undefined, token);
    expect([inSubscription.status, inSubscription.json['value']]).toEqual([200, []]);
    const [status, code, message] = refusal(t.arm('GET', `${group}/providers/${type}`, undefined, token));
    expect([status, code]).toEqual([403, 'AuthorizationFailed']);
    expect(message).toContain(`'${type}/read' over scope '${group}/providers/${type.split('/')[0]}'`);
  });

  it.each(types)('%s: neither in a group nor in a subscription that is not there', (type) => {
    const t = new TestTenant();
    expect(refusal(t.arm('GET', `${subscription}/resourceGroups/none/providers/${type}`)).slice(0, 2)).toEqual([
      404,
      'ResourceGroupNotFound',
    ]);
    expect(refusal(t.arm('GET', `/subscriptions/none/providers/${type}`)).slice(0, 2)).toEqual([
      404,
      'SubscriptionNotFound',
    ]);
  });

  it('show of two the one that may be read', () => {
    const t = new TestTenant();
    const type = 'Microsoft.OperationalInsights/workspaces';
    const [seen = '', other = ''] = ['logs1', 'logs2'].map((name) => `${group}/providers/${type}/${name}`);
    for (const id of [seen, other]) t.arm('PUT', id, { location: 'westeurope' });
    t.grant('reader', `${type}/read`, seen);
    const { json } = t.arm('GET', `${subscription}/providers/${type}`, undefined, t.token('reader', arm));
    expect(json['value']).toEqual([expect.objectContaining({ id: seen })]);
  });
});
