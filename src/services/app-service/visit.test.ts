import { describe, expect, it } from 'vitest';
import { planId, siteId, Web } from './fixture.ts';

describe('a visit', () => {
  it('runs the program that is deployed there', () => {
    const t = new Web();
    t.site('app');
    expect(t.deploy().status).toBe(200);
    const visit = t.visit('APP.azurewebsites.net', '/any/page?x=1');
    expect([visit.status, visit.text]).toEqual([200, '']);
    expect(visit.effects).toEqual([{ kind: 'run-program', host: siteId('app') }]);
    expect(visit.changes).toEqual([]);
  });

  it('shows the welcome page before that', () => {
    const t = new Web();
    t.site();
    const visit = t.visit('app.azurewebsites.net');
    expect([visit.status, visit.effects]).toEqual([200, []]);
    expect(visit.text).toContain('Your web app is running and waiting for your content');
  });

  it('finds no host that is not there', () => {
    const visit = new Web().visit('nope.azurewebsites.net');
    expect([visit.status, visit.text]).toEqual([0, 'Could not resolve host: nope.azurewebsites.net']);
  });

  it('finds a stopped app stopped', () => {
    const t = new Web();
    t.site();
    t.deploy();
    t.arm('POST', `${siteId('app')}/stop`);
    const visit = t.visit('app.azurewebsites.net');
    expect([visit.status, visit.effects]).toEqual([403, []]);
    expect(visit.text).toContain('Error 403 - This web app is stopped.');
  });

  it('is sent on to https where the app says so', () => {
    const t = new Web();
    t.site('app', { properties: { serverFarmId: planId, httpsOnly: true } });
    const visit = t.visit('app.azurewebsites.net', '/x', 'http');
    expect([visit.status, visit.response.headers['location']]).toEqual([301, 'https://app.azurewebsites.net/x']);
  });

  it('is simulated for reading the app only', () => {
    const t = new Web();
    t.site();
    expect(t.visit('app.scm.azurewebsites.net', '/api/deployments').status).toBe(501);
    expect(t.send('POST', 'https://app.azurewebsites.net/', '{}', { token: null }).status).toBe(501);
  });
});

describe('a deployment', () => {
  it.each([
    ['nope', 'hello', 'ResourceNotFound'],
    ['app', 'nope', 'ProgramNotFound'],
  ])('to %s of %s is refused', (site, program, code) => {
    const t = new Web();
    t.site();
    const answer = t.deploy(site, program);
    expect([answer.status, answer.json['error']?.['code']]).toEqual([404, code]);
  });

  it('comes from inside only', () => {
    const t = new Web();
    const url = 'https://platform.internal/app-service/deployments';
    expect(t.send('PUT', url, { siteId: siteId('app'), program: 'hello' }, { token: null }).status).toBe(0);
  });
});

describe('the environment', () => {
  it('holds the settings, twice, and what App Service says', () => {
    const t = new Web();
    t.site('app', { properties: { serverFarmId: planId, siteConfig: { appSettings: [{ name: 'A', value: '1' }] } } });
    expect(t.env()).toMatchObject({
      A: '1',
      APPSETTING_A: '1',
      WEBSITE_SITE_NAME: 'app',
      WEBSITE_HOSTNAME: 'app.azurewebsites.net',
      WEBSITE_RESOURCE_GROUP: 'rg1',
      WEBSITE_SKU: 'Basic',
      REGION_NAME: 'West Europe',
      WEBSITE_OWNER_NAME: expect.stringMatching(/\+rg1-WestEuropewebspace$/) as string,
    });
    expect(t.env('nope')).toEqual({});
  });

  it('names the identity endpoint while an identity is on, and no setting forbids it', () => {
    const t = new Web();
    t.site();
    expect(t.env()).not.toHaveProperty('IDENTITY_ENDPOINT');
    t.identity({ type: 'SystemAssigned' });
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER, MSI_ENDPOINT, MSI_SECRET } = t.env();
    expect([IDENTITY_ENDPOINT, MSI_ENDPOINT]).toEqual(Array(2).fill('http://169.254.129.2:8081/msi/token'));
    expect(IDENTITY_HEADER).toMatch(/^[0-9A-F-]{36}$/);
    expect(MSI_SECRET).toBe(IDENTITY_HEADER);
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { WEBSITE_DISABLE_MSI: 'true' } });
    expect(t.env()).not.toHaveProperty('IDENTITY_ENDPOINT');
    expect(t.arm('GET', siteId('app')).json['identity']).toMatchObject({ type: 'SystemAssigned' });
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: {} });
    t.identity({ type: 'None' });
    expect(t.env()).not.toHaveProperty('IDENTITY_ENDPOINT');
  });

  it('changes its secret with a restart and with new settings, and keeps the tokens of its identities for their day', () => {
    const t = new Web();
    t.identity({ type: 'SystemAssigned' });
    const ask = (): unknown => {
      const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: secret = '' } = t.env();
      const url = `${endpoint}?api-version=2019-08-01&resource=https://vault.azure.net`;
      const origin = { type: 'run', entry: 1, host: siteId('app') } as const;
      return t.send('GET', url, undefined, { headers: { 'x-identity-header': secret }, origin }).json['access_token'];
    };
    const first = ask();
    expect(first).toMatch(/^tk\./);
    for (const again of [
      () => t.arm('POST', `${siteId('app')}/restart`),
      () => t.arm('POST', `${siteId('app')}/stop`) && t.arm('POST', `${siteId('app')}/start`),
      () => t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { A: '1' } }),
    ]) {
      const before = t.env()['IDENTITY_HEADER'];
      again();
      expect(t.env()['IDENTITY_HEADER']).not.toBe(before);
      expect(ask()).toBe(first);
    }
    t.arm('POST', `${siteId('app')}/stop`);
    expect(t.env()).not.toHaveProperty('IDENTITY_ENDPOINT');
  });
});
