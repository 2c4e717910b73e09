import { describe, expect, it } from 'vitest';
import { endpointAddresses, endpointUrl, endpointVariables, type EndpointKind } from '#kernel/identity-endpoint.ts';
import { address, siteId, Web } from './fixture.ts';

const resource = 'https://vault.azure.net';
const v2 = { 'api-version': '2019-08-01', resource };

describe('a place that has an identity endpoint', () => {
  const kinds = Object.keys(endpointAddresses) as EndpointKind[];

  it.each(kinds)('finds it at the address of its kind: %s', (kind) => {
    const t = new Web();
    t.identity({ type: 'SystemAssigned' });
    const { identity, holder } = t.host() ?? {};
    const host = `${siteId('app')}/inside`;
    t.inside('PUT', '/identityEndpoint/hosts', { host, holder, identity, header: 'S1', kind });
    const variables = endpointVariables(t.tables, host);
    expect([variables['IDENTITY_ENDPOINT'], variables['IDENTITY_HEADER']]).toEqual([endpointUrl(kind), 'S1']);
    expect(variables['MSI_SECRET']).toBe(kind === 'automation' || kind === 'logic-app' ? undefined : 'S1');
    for (const other of kinds) {
      const { status } = t.ask(v2, { 'x-identity-header': 'S1' }, { host, url: endpointUrl(other) });
      expect([other, status]).toEqual([other, other === kind ? 200 : 0]);
    }
    t.inside('DELETE', '/identityEndpoint/hosts', { host });
    expect(t.ask(v2, { 'x-identity-header': 'S1' }, { host, url: endpointUrl(kind) }).status).toBe(0);
    expect(endpointVariables(t.tables, host)).toEqual({});
  });

  it('needs no version in an Automation sandbox, as documented, and nowhere else', () => {
    const t = new Web();
    t.identity({ type: 'SystemAssigned' });
    const host = siteId('app');
    expect(t.ask({ resource }).status).toBe(400);
    t.inside('PUT', '/identityEndpoint/hosts', { ...t.host(), kind: 'automation' });
    expect(t.ask({ resource }, t.header(), { host, url: endpointUrl('automation') }).status).toBe(200);
  });

  it('is a web app while it runs, has an identity and does not switch its endpoint off', () => {
    const t = new Web();
    const ask = (): number => t.ask(v2).status;
    const settings = (properties: object) => t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties });
    t.identity();
    expect(ask()).toBe(0);
    t.identity({ type: 'SystemAssigned' });
    expect(ask()).toBe(200);
    settings({ WEBSITE_DISABLE_MSI: 'true' });
    expect(ask()).toBe(0);
    settings({});
    expect(ask()).toBe(200);
    t.arm('POST', `${siteId('app')}/stop`);
    expect(ask()).toBe(0);
    t.arm('POST', `${siteId('app')}/start`);
    expect(ask()).toBe(200);
    const before = t.header();
    t.arm('POST', `${siteId('app')}/restart`);
    expect([t.ask(v2, before).status, ask()]).toEqual([401, 200]);
    t.identity({ type: 'None' });
    expect(ask()).toBe(0);
    t.identity({ type: 'SystemAssigned' });
    t.arm('DELETE', siteId('app'));
    expect([ask(), t.host()]).toEqual([0, undefined]);
    expect(t.ask(v2).text).toContain('No route to host');
  });

  it('comes from inside only', () => {
    const t = new Web();
    const row = { host: siteId('app'), holder: siteId('app'), header: 'x', kind: 'app-service' };
    const url = 'https://platform.internal/identityEndpoint/hosts';
    expect(t.send('PUT', url, row, { token: null }).status).toBe(0);
    expect(t.inside('PUT', '/identityEndpoint/hosts', { ...row, kind: 'toaster' }).status).toBe(400);
    expect(address).toBe(endpointUrl('app-service'));
  });
});
