import { describe, expect, it } from 'vitest';
import { group, refusal } from '../test-tenant.ts';
import { identityId, planId, siteId, Web } from './fixture.ts';
import { byIdentity, containers, Functions, host, http, owned, storageId } from './functions-fixture.ts';

describe('the host of a function app', () => {
  it('does not start without a role on its own storage, says why, and starts once it has one', () => {
    const t = new Functions();
    const key = t.master;
    expect(t.status()).toMatchObject({ state: 'Default' });
    const down = t.call('/api/hello');
    expect([down.status, down.text, down.effects]).toEqual([503, 'Function host is not running.', []]);
    const reason =
      'Azure.Storage: This request is not authorized to perform this operation using this permission. Status: 403, ErrorCode: AuthorizationPermissionMismatch';
    expect(t.status()).toMatchObject({ state: 'Error', errors: [reason] });
    expect(t.call('/admin/host/status', { key }).json).toMatchObject({ state: 'Error', errors: [reason] });
    expect(t.arm('GET', `${siteId('app')}/functions`).json['value']).toEqual([]);
    expect(refusal(t.keys())).toEqual([
      400,
      'BadRequest',
      'Encountered an error (ServiceUnavailable) from host runtime.',
    ]);
    t.grant(t.principalId, `${containers}/write`, storageId);
    expect(t.call('/').status).toBe(503);
    t.own();
    expect(t.call('/').text).toContain('up and running');
    expect(t.status()).toMatchObject({ state: 'Running' });
    const made = t.arm('GET', `${storageId}/blobServices/default/containers`, undefined, undefined, '2024-01-01').text;
    for (const name of ['azure-webjobs-hosts', 'azure-webjobs-secrets']) expect(made).toContain(`"${name}"`);
  });

  it('may hold the key of its storage, as long as keys are taken there', () => {
    const t = new Functions({});
    const [key] = t.arm('POST', `${storageId}/listKeys`, undefined, undefined, '2024-01-01').json[
      'keys'
    ] as unknown as {
      value: string;
    }[];
    const by = (text: string) =>
      t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { AzureWebJobsStorage: text } });
    const whole = `DefaultEndpointsProtocol=https;AccountName=stfunc;AccountKey=${key?.value};EndpointSuffix=core.windows.net`;
    const tried = (): [number, string] => [t.call('/').status, String(t.status()?.['errors'])];
    by(whole);
    expect(tried()).toEqual([200, 'undefined']);
    by(whole.replace(/AccountKey=..../, 'AccountKey=AAAA'));
    expect(tried()).toEqual([503, expect.stringContaining('ErrorCode: AuthenticationFailed')]);
    by('@Microsoft.KeyVault(VaultName=kv1;SecretName=storage)');
    expect(tried()).toEqual([503, 'No valid combination of account information found.']);
    t.arm('PATCH', storageId, { properties: { allowSharedKeyAccess: false } }, undefined, '2024-01-01');
    by(whole);
    expect(tried()).toEqual([503, expect.stringContaining('ErrorCode: KeyBasedAuthenticationNotPermitted')]);
  });

  it('is asked again with every new process: new settings need their own roles', () => {
    const t = new Functions({});
    expect(t.call('/').status).toBe(200);
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: byIdentity });
    expect(t.call('/').status).toBe(503);
  });

  it.each<[string, object, (t: Functions) => void, string]>([
    ['no such account', { AzureWebJobsStorage__accountName: 'stnone' }, () => undefined, 'Could not resolve host'],
    ['no identity', byIdentity, (t) => void t.identity({ type: 'None' }), 'No managed identity endpoint found'],
    ['only a user-assigned one', byIdentity, (t) => void t.attach('id1'), 'Unable to load the proper Managed Identity'],
    [
      'the token service off',
      { ...byIdentity, WEBSITE_DISABLE_MSI: 'true' },
      () => undefined,
      'No managed identity endpoint found',
    ],
    [
      'another client id',
      {
        ...byIdentity,
        AzureWebJobsStorage__credential: 'managedidentity',
        AzureWebJobsStorage__clientId: '00000000-0000-4000-8000-000000000000',
      },
      () => undefined,
      'No User Assigned or Delegated Managed Identity found',
    ],
  ])('does not start with %s', (_, settings, change, why) => {
    const t = owned(settings);
    change(t);
    expect(t.call('/api/hello').status).toBe(503);
    expect(String(t.status()?.['errors'])).toContain(why);
  });

  it.each(['clientId', 'managedIdentityResourceId'])('uses the identity that __%s names', (by) => {
    const t = new Functions();
    t.attach('id1');
    const { principalId, clientId } = t.arm('GET', identityId('id1')).json['properties'] ?? {};
    t.own(String(principalId));
    const prefix = 'AzureWebJobsStorage';
    const named = by === 'clientId' ? String(clientId) : identityId('id1');
    const properties = {
      [`${prefix}__blobServiceUri`]: 'https://stfunc.blob.core.windows.net/',
      [`${prefix}__credential`]: 'managedidentity',
      [`${prefix}__${by}`]: named,
    };
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties });
    expect(t.call('/').status).toBe(200);
  });
});

describe('functions', () => {
  it('are what the program declares', () => {
    const t = owned();
    const [one] = t.arm('GET', `${siteId('app')}/functions`).json['value'] as unknown as object[];
    expect(one).toMatchObject({
      id: `${siteId('app')}/functions/Hello`,
      name: 'app/Hello',
      type: 'Microsoft.Web/sites/functions',
      properties: { name: 'Hello', invoke_url_template: `${host}/api/hello`, isDisabled: false },
    });
    expect(t.arm('GET', `${siteId('app')}/functions/hello`).json).toEqual(one);
    expect(t.arm('GET', `${siteId('app')}/functions/nope`).status).toBe(404);
    const keys = t.arm('POST', `${siteId('app')}/functions/Hello/listkeys`).json;
    expect(keys).toEqual(t.keys().json['functionKeys']);
    expect(t.arm('GET', `${siteId('app')}/host/default/properties/status`).status).toBe(200);
  });

  it.each([
    ['function', undefined, 401],
    ['function', 'wrong', 401],
    ['function', 'default', 200],
    ['function', 'master', 200],
    ['admin', 'default', 401],
    ['admin', 'master', 200],
    ['anonymous', undefined, 200],
  ])('at the level %s, called with the key %s, answer %i', (authLevel, key, status) => {
    const t = owned(byIdentity, { ...http, function: { ...http.function, authLevel } });
    const value =
      key === 'master' ? t.master : key === 'default' ? String(t.keys().json['functionKeys']?.['default']) : key;
    const called = t.call('/api/HELLO', { ...(value && { key: value }), method: 'POST', body: { a: 1 } });
    expect([called.status, called.effects.length]).toEqual([status, status === 200 ? 1 : 0]);
  });

  it.each([
    ['/api/nope', 404],
    ['/other', 404],
    ['/admin/functions/hello', 401],
    ['/', 200],
  ])('leave %s to %i', (path, status) => {
    expect(owned().call(path).status).toBe(status);
  });

  it('may be run by who holds the master key', () => {
    const t = owned();
    const run = t.call('/admin/functions/hello', { method: 'POST', key: t.master, body: { input: 'hi' } });
    expect(run.effects[0]?.program?.given).toEqual({ 'trigger.message': 'hi' });
  });
});

describe('a function app that names no plan', () => {
  it.each([
    ['functionapp', 'WestEuropePlan', false],
    ['functionapp,linux', 'WestEuropeLinuxDynamicPlan', true],
  ])('%s runs on %s, which its group shares', (kind, name, reserved) => {
    const t = new Web();
    for (const app of ['one', 'two'])
      expect(t.arm('PUT', siteId(app), { location: 'westeurope', kind }).json['properties']).toMatchObject({
        serverFarmId: `${group}/providers/Microsoft.Web/serverfarms/${name}`,
        sku: 'Dynamic',
        reserved,
      });
    expect(t.arm('GET', planId.replace('plan1', name)).json).toMatchObject({
      kind: 'functionapp',
      sku: { name: 'Y1', tier: 'Dynamic' },
      properties: { numberOfSites: 2, computeMode: 'Dynamic' },
    });
  });

  it('is not what a web app may do', () => {
    expect(new Web().arm('PUT', siteId('one'), { location: 'westeurope' }).status).toBe(400);
  });
});

describe('a slot of a function app', () => {
  it('has keys and a host of its own', () => {
    const t = owned();
    t.arm('PUT', planId, { location: 'westeurope', sku: { name: 'S1' } });
    const slot = `${siteId('app')}/slots/staging`;
    t.arm('PUT', slot, { location: 'westeurope' });
    expect(t.arm('GET', slot).json['kind']).toBe('functionapp,linux');
    expect(t.arm('POST', `${slot}/host/default/listkeys`).json['masterKey']).not.toBe(t.master);
  });
});
