import { describe, expect, it } from 'vitest';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { subscriptionIdFor, type TenantSeed } from '#tenant/seed.ts';
import { Tenant } from '#tenant/tenant.ts';
import { gatherEvidence } from './evidence.ts';

const page = (body: string) => ({ status: 200, body });
const seed: TenantSeed = {
  seed: 'evidence',
  startsAt: '2026-11-23T09:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.onmicrosoft.com' },
  subscription: { displayName: 'Evidence' },
  users: [],
  programs: { hello: { name: 'hello', title: 'Hello', steps: [], answer: { ok: page('hi'), refused: page('no') } } },
};
const group = `/subscriptions/${subscriptionIdFor(seed)}/resourceGroups/rg1`;
const site = `${group}/providers/Microsoft.Web/sites/app1`;

/** A tenant with one app of the kind, on which the program is. */
function withApp(kind: string): { tenant: Tenant; send: (method: string, path: string, body?: object) => void } {
  const tenant = new Tenant(seed);
  const send = (method: string, path: string, body?: object): void => {
    const url = `https://management.azure.com${path}?api-version=2023-12-01`;
    const { status, body: text } = tenant.setup({ method, url, ...(body && { body: JSON.stringify(body) }) });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  };
  const plan = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
  const location = 'westeurope';
  send('PUT', group, { location });
  send('PUT', plan, { location, sku: { name: 'B1' } });
  send('PUT', site, { location, kind, properties: { serverFarmId: plan } });
  tenant.tables.apply([put('deployments', idKey(site), { program: 'hello' })]);
  return { tenant, send };
}

describe('a visit of a check', () => {
  it('sees what a visitor sees: the page, or why there is none', () => {
    const { tenant, send } = withApp('app');
    const visit = () => gatherEvidence(tenant).visit(site).response;
    expect(visit()).toMatchObject({ status: 200, body: 'hi' });
    send('POST', `${site}/stop`);
    expect(visit().status).toBe(403);
  });

  it('sees a function host that does not start', () => {
    const { tenant, send } = withApp('functionapp');
    send('PUT', `${site}/config/appsettings`, { properties: { AzureWebJobsStorage__accountName: 'none' } });
    const before = tenant.hash;
    expect(gatherEvidence(tenant).visit(site).response).toMatchObject({
      status: 503,
      body: 'Function host is not running.',
    });
    expect(tenant.hash).toBe(before);
  });
});
