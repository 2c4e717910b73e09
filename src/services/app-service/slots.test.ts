import { describe, expect, it } from 'vitest';
import { refusal } from '../test-tenant.ts';
import { hello, planId, siteId, Web } from './fixture.ts';

const slotId = (slot = 'staging'): string => `${siteId('app')}/slots/${slot}`;

/** An app on a plan that allows slots. */
class Slotted extends Web {
  constructor(sku = 'S1') {
    super();
    this.arm('PUT', planId, { location: 'westeurope', sku: { name: sku } });
    this.site();
  }

  slot(name = 'staging', body: object = {}) {
    return this.arm('PUT', slotId(name), { location: 'West Europe', ...body });
  }

  settings(id: string, properties: object): void {
    this.arm('PUT', `${id}/config/appsettings`, { properties });
  }

  swap(id = siteId('app'), targetSlot = 'staging') {
    return this.arm('POST', `${id}/slotsswap`, { targetSlot, preserveVnet: true });
  }

  principal(id: string): string {
    return String(this.arm('GET', id).json['identity']?.['principalId']);
  }
}

describe('a slot', () => {
  it('is a site beside its app, on the same plan', () => {
    const t = new Slotted();
    t.settings(siteId('app'), { A: '1' });
    expect(t.slot().json).toMatchObject({
      id: slotId(),
      name: 'app/staging',
      type: 'Microsoft.Web/sites/slots',
      kind: 'app',
      location: 'West Europe',
      properties: {
        name: 'app(staging)',
        repositorySiteName: 'app',
        state: 'Running',
        serverFarmId: planId,
        defaultHostName: 'app-staging.azurewebsites.net',
        enabledHostNames: ['app-staging.azurewebsites.net', 'app-staging.scm.azurewebsites.net'],
      },
    });
    expect(t.arm('GET', slotId()).json).toEqual(t.arm('GET', `${siteId('app')}/slots`).json['value']?.[0]);
    expect(t.arm('POST', `${slotId()}/config/appsettings/list`).json['properties']).toEqual({});
    expect(t.arm('GET', planId).json['properties']?.['numberOfSites']).toBe(1);
    expect(t.visit('app-staging.azurewebsites.net').status).toBe(200);
  });

  it('has an identity of its own, under a name of its own, and its own endpoint', () => {
    const t = new Slotted();
    t.identity({ type: 'SystemAssigned' });
    t.slot();
    const env = () => t.envOf(slotId());
    expect([t.env()['IDENTITY_ENDPOINT'] !== undefined, env()['IDENTITY_ENDPOINT']]).toEqual([true, undefined]);
    t.slot('staging', { identity: { type: 'SystemAssigned' } });
    const principal = t.row<{ displayName: string }>('servicePrincipals', t.principal(slotId()));
    expect(principal?.displayName).toBe('app/slots/staging');
    expect(t.principal(slotId())).not.toBe(t.principal(siteId('app')));
    expect(env()).toMatchObject({
      WEBSITE_SITE_NAME: 'app',
      WEBSITE_SLOT_NAME: 'staging',
      WEBSITE_HOSTNAME: 'app-staging.azurewebsites.net',
      IDENTITY_ENDPOINT: 'http://169.254.129.2:8081/msi/token',
    });
    expect(env()['IDENTITY_HEADER']).not.toBe(t.env()['IDENTITY_HEADER']);
  });

  it.each([
    ['F1', 0],
    ['D1', 0],
    ['B1', 0],
    ['Y1', 1],
    ['S1', 5],
    ['P1v3', 20],
  ])('on %s there are %i', (sku, most) => {
    const t = new Slotted(sku);
    for (let number = 0; number < most; number += 1) expect(t.slot(`s${number}`).status).toBe(200);
    const tier = String(t.arm('GET', planId).json['sku']?.['tier']);
    expect(refusal(t.slot('more'))).toEqual([
      409,
      'Conflict',
      `Cannot complete the operation because the site will exceed the number of slots allowed for the '${tier}' SKU.`,
    ]);
    if (most) expect(t.slot('s0', { tags: { a: 'b' } }).status).toBe(200);
  });

  it.each([
    ['production', 400, 'BadRequest'],
    ['no_name', 400, 'BadRequest'],
  ])('cannot be called %s', (name, status, code) => {
    expect(refusal(new Slotted().slot(name)).slice(0, 2)).toEqual([status, code]);
  });

  it('needs its app, and a host name that is free', () => {
    const t = new Slotted();
    expect(refusal(t.arm('PUT', `${siteId('nope')}/slots/staging`, { location: 'westeurope' }))[0]).toBe(404);
    t.site('app-staging');
    expect(refusal(t.slot()).slice(0, 2)).toEqual([409, 'Conflict']);
  });

  it('ends with its identity, alone or with its app', () => {
    for (const gone of [slotId(), siteId('app')]) {
      const t = new Slotted();
      t.slot('staging', { identity: { type: 'SystemAssigned' } });
      const principal = t.principal(slotId());
      expect(t.arm('DELETE', gone).status).toBe(200);
      expect(t.tables.get('servicePrincipals', principal)).toBeUndefined();
      expect(t.visit('app-staging.azurewebsites.net').status).toBe(0);
      expect(t.arm('GET', slotId()).status).toBe(404);
      for (const table of ['resources', 'webApps', 'appSettings', 'identityEndpoints'])
        expect(t.row(table, slotId())).toBeUndefined();
    }
  });

  it('is stopped on its own', () => {
    const t = new Slotted();
    t.slot();
    t.arm('POST', `${slotId()}/stop`);
    expect([t.visit('app-staging.azurewebsites.net').status, t.visit('app.azurewebsites.net').status]).toEqual([
      403, 200,
    ]);
  });

  it.each([
    ['PUT', '', 'write'],
    ['GET', '', 'read'],
    ['DELETE', '', 'delete'],
    ['POST', '/restart', 'restart/action'],
    ['POST', '/config/appsettings/list', 'config/list/action'],
    ['PUT', '/config/appsettings', 'config/write'],
    ['POST', '/slotsswap', 'slotsswap/action'],
  ])('%s%s asks for sites/slots/%s', (method, rest, verb) => {
    const t = new Slotted();
    t.slot();
    const token = t.token('ada', 'https://management.azure.com/');
    t.grant('ada', `Microsoft.Web/sites/${verb}`);
    const body = { location: 'westeurope', properties: {}, targetSlot: 'production' };
    const ask = () => t.arm(method, `${slotId()}${rest}`, method === 'GET' ? undefined : body, token);
    expect(refusal(ask())[2]).toContain(`'Microsoft.Web/sites/slots/${verb}'`);
    t.grant('ada', `Microsoft.Web/sites/slots/${verb}`, slotId());
    expect(ask().status).toBeLessThan(300);
  });
});

describe('a swap', () => {
  function prepared(): Slotted {
    const t = new Slotted();
    t.identity({ type: 'SystemAssigned' });
    t.slot('staging', { identity: { type: 'SystemAssigned' } });
    t.put('programs', 'blue', { ...hello, name: 'blue' });
    t.deploy('app');
    t.deploySlot(slotId(), 'blue');
    t.settings(siteId('app'), { COLOR: 'green', VAULT: 'prod' });
    t.settings(slotId(), { COLOR: 'blue', VAULT: 'test' });
    t.arm('PUT', `${siteId('app')}/config/slotConfigNames`, { properties: { appSettingNames: ['VAULT'] } });
    t.arm('PATCH', `${slotId()}/config/web`, { properties: { linuxFxVersion: 'NODE|24-lts', alwaysOn: true } });
    return t;
  }
  const side = (t: Slotted, id: string) => ({
    settings: t.arm('POST', `${id}/config/appsettings/list`).json['properties'],
    program: t.row<{ program: string }>('deployments', id)?.program,
    stack: t.arm('GET', `${id}/config/web`).json['properties']?.['linuxFxVersion'],
    alwaysOn: t.arm('GET', `${id}/config/web`).json['properties']?.['alwaysOn'],
    principal: t.principal(id),
    host: t.arm('GET', id).json['properties']?.['defaultHostName'],
  });

  it.each([
    ['from production', siteId('app'), 'staging'],
    ['from the slot', slotId(), 'production'],
  ])('%s exchanges content and settings; identities, hosts and sticky settings stay', (_, from, target) => {
    const t = prepared();
    const [production, staging] = [side(t, siteId('app')), side(t, slotId())];
    const swapped = t.swap(from, target);
    expect(swapped.status).toBe(202);
    expect(side(t, siteId('app'))).toEqual({
      ...production,
      settings: { COLOR: 'blue', VAULT: 'prod' },
      program: 'blue',
      stack: 'NODE|24-lts',
    });
    expect(side(t, slotId())).toEqual({
      ...staging,
      settings: { COLOR: 'green', VAULT: 'test' },
      program: 'hello',
      stack: '',
    });
    const result = t.send('GET', String(swapped.response.headers['location']));
    expect([result.status, result.json['id']]).toEqual([200, from]);
    expect(t.arm('GET', `${from}/operationresults/nope`).status).toBe(404);
  });

  it.each([
    ['nope', 404],
    ['production', 409],
  ])('with %s is refused', (target, status) => {
    expect(prepared().swap(siteId('app'), target).status).toBe(status);
  });
});

describe('names of slot settings', () => {
  it('are kept for the app', () => {
    const t = new Slotted();
    const path = `${siteId('app')}/config/slotConfigNames`;
    const names = { connectionStringNames: ['main'], appSettingNames: ['A'], azureStorageConfigNames: null };
    expect(t.arm('PUT', path, { properties: names }).json['properties']).toEqual(names);
    expect(t.arm('GET', path).json['properties']).toEqual(names);
  });
});
