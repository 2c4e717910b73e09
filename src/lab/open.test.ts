import { expect, it } from 'vitest';
import { subscriptionIdFor } from '#tenant/seed.ts';
import { Tenant } from '#tenant/tenant.ts';
import type { Lab, StartStep } from './define.ts';
import { startTenant } from './open.ts';

const seed = {
  seed: 'open',
  startsAt: '2026-03-02T08:00:00Z',
  tenant: { displayName: 'Harbour', domain: 'harbour.onmicrosoft.com' },
  subscription: { displayName: 'Course' },
  users: [{ userPrincipalName: 'ada@harbour.onmicrosoft.com', displayName: 'Ada', signIn: true }],
};
const lab = { id: 'open', seed } as unknown as Lab;
const start: StartStep[] = [{ wait: 1000 }];

it('A start that is remembered leads to the tenant that it led to, and no log sees another', () => {
  const own = new Tenant(seed);
  own.setupWait(1000);
  const first = startTenant({ lab, start });
  first.setupWait(5);
  first.append({ kind: 'clock', by: 60_000 });
  const second = startTenant({ lab, start });
  expect(second.hash).toBe(own.hash);
  expect(second.entries).toEqual([]);
  expect(first.now - second.now).toBe(60_005);
});

it('Another lab with the same steps, or other steps of the same lab, is another start', () => {
  const later = { ...lab, seed: { ...seed, startsAt: '2026-03-03T08:00:00Z' } };
  const [here, there] = [startTenant({ lab, start }), startTenant({ lab: later, start })];
  expect(there.now - here.now).toBe(86_400_000);
  expect(startTenant({ lab, start: [] }).now).toBe(here.now - 1000);
});

it('A start is begun from again only as long as no log has begun', () => {
  const tenant = new Tenant(seed);
  tenant.append({ kind: 'start', schema: 1, engine: 'e', lab: { id: 'open', hash: 'h' }, state: tenant.hash });
  expect(() => tenant.again()).toThrow('begun');
});

it('A lab puts its programs on web apps and container apps alike, and on nothing that is not there', () => {
  const at = 'https://management.azure.com';
  const subscription = `/subscriptions/${subscriptionIdFor(seed)}`;
  const group = `${subscription}/resourceGroups/rg1`;
  const environmentId = `${group}/providers/Microsoft.App/managedEnvironments/env1`;
  const appId = `${group}/providers/Microsoft.App/containerApps/app1`;
  const put = (path: string, properties?: object): StartStep => ({
    request: {
      method: 'PUT',
      url: `${at}${path}?api-version=2024-03-01`,
      body: JSON.stringify({ location: 'westeurope', properties }),
    },
  });
  const containers = [{ name: 'web', image: 'mcr.microsoft.com/x' }];
  const steps = [put(group), put(environmentId, {}), put(appId, { environmentId, template: { containers } })];
  const { tables } = startTenant({ lab: { ...lab, deployments: { app1: 'hello' } }, start: steps });
  expect(tables.get('deployments', appId.toLowerCase())).toEqual({ program: 'hello' });
  expect(() => startTenant({ lab: { ...lab, deployments: { env1: 'hello' } }, start: [...steps] })).toThrow('env1');
});
