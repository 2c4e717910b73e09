import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import type { Origin } from '#kernel/define.ts';
import { Fixture, group, refusal, tenantId, vaultId } from './fixture.ts';
import { appServiceAddress, learnerAddress } from './network.ts';

const audience = 'https://vault.azure.net';
const read = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const claims = { appid: 'c1', oid: 'app', xms_mirid: '/subscriptions/x/vm', xms_az_rid: '/subscriptions/x/site' };
const caller = `appid=c1;oid=app;iss=https://sts.windows.net/${tenantId}/;xms_mirid=/subscriptions/x/vm;xms_az_rid=/subscriptions/x/site`;
const site = `${group}/providers/Microsoft.Web/sites/app1`;

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
  at.create('kv1');
  at.vault('PUT', 'kv1', '/secrets/s1', { value: 'v1' });
});

const get = (token: string | null, path = '/secrets/s1', origin?: Origin) =>
  at.vault('GET', 'kv1', path, undefined, token, origin);

describe('a token at a vault', () => {
  it('is asked for with the challenge that SDKs read', () => {
    const answer = get(null);
    expect({ status: answer.status, ...refusal(answer) }).toEqual({
      status: 401,
      code: 'Unauthorized',
      message: 'AKV10000: Request is missing a Bearer or PoP token.',
    });
    expect(answer.response.headers['www-authenticate']).toBe(
      `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`,
    );
    expect(answer.response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-ms-keyvault-service-version': expect.any(String) as string,
    });
    expect(answer.trace.runs[0]?.path.at(-1)).toBe('challenged');
  });

  it.each([
    [
      'is unknown',
      () => 'tk.none',
      'AKV10046: Unable to resolve the key used for signature validation.',
      'invalidSignature',
    ],
    [
      'is for another audience',
      () => at.token('app', 'https://management.azure.com/'),
      'AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.',
      'wrongAudience',
    ],
    [
      'is from another tenant',
      () => at.token('app', audience, { tid: 'other', iss: 'https://sts.windows.net/other/' }),
      `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${tenantId}/, found https://sts.windows.net/other/.`,
      'wrongIssuer',
    ],
    [
      'is past its time',
      () => at.token('app', audience, { exp: at.now / 1000 }),
      "[TokenExpired] Error validating token: 'S2S12086'.",
      'expired',
    ],
  ])('that %s is refused', (_why, token, message, state) => {
    const answer = get(token());
    expect({ status: answer.status, ...refusal(answer) }).toEqual({ status: 401, code: 'Unauthorized', message });
    expect(answer.response.headers['www-authenticate']).toContain(tenantId);
    expect(answer.trace.runs[0]?.path.at(-1)).toBe(state);
  });

  it.each(['https://vault.azure.net', 'https://vault.azure.net/', 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'])(
    'for %s is taken',
    (aud) => {
      at.grant('app', read, vaultId('kv1'));
      expect(get(at.token('app', aud)).json['value']).toBe('v1');
    },
  );

  it('is trusted by the tenant that the vault names', () => {
    at.create('kv2', { tenantId: 'another-tenant' });
    const answer = at.vault('GET', 'kv2', '/secrets/s1', undefined, at.token('app', audience));
    expect(refusal(answer).message).toContain('AKV10032');
  });
});

describe('Azure RBAC at a vault', () => {
  it('refuses in the words of Azure, the resource in lower case', () => {
    const answer = get(at.token('app', audience, claims));
    expect(answer.status).toBe(403);
    expect(refusal(answer)).toEqual({
      code: 'Forbidden',
      inner: 'ForbiddenByRbac',
      message:
        'Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\n' +
        `Caller: ${caller}\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '${vaultId('kv1').toLowerCase()}/secrets/s1'\r\n` +
        "Assignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: 'DeniedWithNoValidRBAC' \r\nVault: kv1;location=westeurope\r\n",
    });
  });

  it.each([
    ['GET', '/secrets/s1', undefined, 'secrets/getSecret/action'],
    ['GET', `/secrets/s1/${'0'.repeat(32)}`, undefined, 'secrets/getSecret/action'],
    ['PUT', '/secrets/s1', { value: 'x' }, 'secrets/setSecret/action'],
    ['PATCH', '/secrets/s1', {}, 'secrets/update/action'],
    ['GET', '/secrets', undefined, 'secrets/readMetadata/action'],
    ['GET', '/secrets/s1/versions', undefined, 'secrets/readMetadata/action'],
    ['DELETE', '/secrets/s1', undefined, 'secrets/delete'],
    ['GET', '/deletedsecrets', undefined, 'secrets/readMetadata/action'],
    ['GET', '/deletedsecrets/s1', undefined, 'secrets/readMetadata/action'],
    ['POST', '/deletedsecrets/s1/recover', undefined, 'secrets/recover/action'],
    ['DELETE', '/deletedsecrets/s1', undefined, 'secrets/purge/action'],
  ])('%s %s needs its own data action', (method, path, body, action) => {
    const token = at.token('app', audience);
    const refused = at.vault(method, 'kv1', path, body, token);
    expect(refusal(refused).message).toContain(`Action: 'Microsoft.KeyVault/vaults/${action}'`);
    at.grant('app', `Microsoft.KeyVault/vaults/${action}`, vaultId('kv1'));
    expect(at.vault(method, 'kv1', path, body, token).status).not.toBe(403);
  });

  it('can be given for one secret, which is not enough for a list', () => {
    at.vault('PUT', 'kv1', '/secrets/s2', { value: 'v2' });
    at.grant('app', '*', `${vaultId('kv1')}/secrets/s1`);
    const token = at.token('app', audience);
    expect([get(token).status, get(token, '/secrets/s2').status, get(token, '/secrets').status]).toEqual([
      200, 403, 403,
    ]);
    expect(refusal(get(token, '/secrets')).message).toContain(`Resource: '${vaultId('kv1').toLowerCase()}'`);
  });

  it('is asked before the object: what is not there stays unknown', () => {
    expect(get(at.token('app', audience), '/secrets/none').status).toBe(403);
  });
});

describe('access policies at a vault', () => {
  const policy = (objectId: string, secrets: string[], applicationId?: string) => ({
    tenantId,
    objectId,
    applicationId,
    permissions: { secrets },
  });
  const turn = (...accessPolicies: unknown[]) =>
    at.arm('PATCH', vaultId('kv1'), { properties: { enableRbacAuthorization: false, accessPolicies } });

  it('decide alone: a role counts for nothing, be it everything', () => {
    at.grant('app', '*', '/');
    turn();
    const answer = get(at.token('app', audience, claims));
    expect({ status: answer.status, ...refusal(answer) }).toEqual({
      status: 403,
      code: 'Forbidden',
      inner: 'AccessDenied',
      message: `The user, group or application '${caller}' does not have secrets get permission on key vault 'kv1;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
    });
  });

  it('name a principal, a group of it, or it together with an application', () => {
    const token = at.token('app', audience, {}, ['staff']);
    expect([get(token).status, turn(policy('APP', ['get'])).status, get(token).status]).toEqual([403, 200, 200]);
    turn(policy('staff', ['all']));
    expect(get(token).status).toBe(200);
    turn(policy('app', ['get'], 'another-app'));
    expect(get(token).status).toBe(403);
    turn(policy('app', ['get'], 'app-app'));
    expect([get(token).status, get(token, '/secrets').status]).toEqual([200, 403]);
    expect(at.vault('GET', 'kv1', '/secrets').status).toBe(200);
  });

  it('count for nothing once Azure RBAC decides', () => {
    turn(policy('app', ['all']));
    at.arm('PATCH', vaultId('kv1'), { properties: { enableRbacAuthorization: true } });
    expect(refusal(get(at.token('app', audience)))).toMatchObject({ inner: 'ForbiddenByRbac' });
  });
});

describe('the network of a vault', () => {
  const rules = (...ips: string[]) =>
    at.arm('PATCH', vaultId('kv1'), {
      properties: { networkAcls: { defaultAction: 'Deny', ipRules: ips.map((value) => ({ value })) } },
    });
  const run: Origin = { type: 'run', entry: 1, host: site };

  it('is asked after the token and before the permission', () => {
    rules();
    expect(get(null).status).toBe(401);
    const answer = get(at.token('app', audience, claims));
    expect({ status: answer.status, ...refusal(answer) }).toEqual({
      status: 403,
      code: 'Forbidden',
      inner: 'ForbiddenByFirewall',
      message: `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${learnerAddress}\r\nCaller: ${caller}\r\nVault: kv1;location=westeurope`,
    });
    expect(answer.trace.runs[0]?.path.at(-1)).toBe('blockedByNetwork');
    expect(at.vault('GET', 'kv1', '/secrets/s1').status).toBe(200);
  });

  it('knows the learner from the web app', () => {
    at.grant('app', read, vaultId('kv1'));
    const token = at.token('app', audience);
    rules(learnerAddress);
    expect([get(token).status, get(token, '/secrets/s1', run).status]).toEqual([200, 403]);
    expect(refusal(get(token, '/secrets/s1', run)).message).toContain(`Client address: ${appServiceAddress}`);
    rules('198.51.100.0/24');
    expect([get(token).status, get(token, '/secrets/s1', run).status]).toEqual([403, 200]);
    at.tables.apply([
      {
        table: 'resources',
        key: site.toLowerCase(),
        value: { id: site, properties: { outboundIpAddresses: '192.0.2.9,192.0.2.10' } },
      },
    ]);
    expect(refusal(get(token, '/secrets/s1', run)).message).toContain('Client address: 192.0.2.9\r\n');
  });

  it('can be closed to all', () => {
    at.arm('PATCH', vaultId('kv1'), { properties: { publicNetworkAccess: 'Disabled' } });
    const answer = get(at.token('app', audience, claims));
    expect(refusal(answer)).toEqual({
      code: 'Forbidden',
      inner: 'ForbiddenByConnection',
      message: `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: ${caller}\r\nVault: kv1;location=westeurope`,
    });
  });
});

describe('the address of a vault', () => {
  const at7 = (query: string) => at.send('GET', `https://kv1.vault.azure.net/secrets/s1${query}`);

  it.each(['?api-version=7.0', '?api-version=7.6-preview.2', '?api%2Dversion=2025-07-01', '?api-version=2016-10-01'])(
    'takes %s',
    (query) => {
      expect(at7(query).status).toBe(200);
    },
  );

  it.each(['', '?api-version=', '?api-version=seven', '?api-version=7.4;drop'])(
    'refuses the version of "%s"',
    (query) => {
      expect(at7(query)).toMatchObject({ status: 400, json: { error: { code: 'BadParameter' } } });
    },
  );

  it('exists for vaults only, whatever the case, and speaks https only', () => {
    expect(at.send('GET', 'https://KV1.vault.azure.net:443/secrets/s1?api-version=7.4').status).toBe(200);
    expect(at.send('GET', 'https://kv9.vault.azure.net/secrets/s1?api-version=7.4').response).toEqual({
      status: 0,
      headers: {},
      body: 'Could not resolve host: kv9.vault.azure.net',
    });
    expect(at.send('GET', 'http://kv1.vault.azure.net/secrets/s1?api-version=7.4').status).toBe(0);
  });
});

describe('moments to come', () => {
  it('are the end of a retention and the expiry of a secret', async () => {
    const { keyVault } = await import('./index.ts');
    at.vault('PUT', 'kv1', '/secrets/s2', { value: 'x', attributes: { exp: at.now / 1000 + 60 } });
    at.vault('DELETE', 'kv1', '/secrets/s1');
    at.create('kv2', { softDeleteRetentionInDays: 7 });
    at.arm('DELETE', vaultId('kv2'));
    expect(keyVault.upcoming?.(at.tables, at.now)).toEqual([
      { at: at.now + 7 * day, what: 'The deleted vault kv2 is purged' },
      { at: at.now + 90 * day, what: 'The deleted secret s1 is purged' },
      { at: at.now + 60_000, what: 'The secret s2 reaches its expiry date' },
    ]);
  });
});
