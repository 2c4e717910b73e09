import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOnHost } from './on-host.ts';
import { Outcomes } from './outcomes.ts';
import { group, identityId, openWorld, siteId, subscriptionId, tenantId, type World } from './world.ts';

const outcomes = new Outcomes('@azure/identity ManagedIdentityCredential on App Service', [
  'works',
  'not attached',
  'unknown resource',
]);
const scope = 'https://vault.azure.net/.default';
const unknown = 'https://kv1.vault.azure.net/.default';
const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };
const notAttached =
  'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  console.log(outcomes.print());
});

const identity = (name: string) => {
  const { clientId = '', principalId = '' } = world.made[name]?.properties ?? {};
  return { clientId, principalId };
};

describe('ManagedIdentityCredential, unchanged', () => {
  it('gets a token of the system-assigned identity', async () => {
    const { value, seen } = await runOnHost(world, 'app-system', { credential: null, scope });
    const principalId = world.made['app-system']?.identity?.principalId;
    expect(value?.claims).toMatchObject({
      aud: 'https://vault.azure.net',
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      oid: principalId,
      sub: principalId,
    });
    expect(String(value?.claims?.['xms_mirid']).toLowerCase()).toBe(siteId('app-system').toLowerCase());
    expect(value?.expiresOnTimestamp).toBe(Number(value?.claims?.['exp']) * 1000);
    const [request] = seen;
    expect(request?.request.url).toContain('?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net');
    expect(Object.keys(request?.request.headers ?? {})).toContain('x-identity-header');
    outcomes.saw('system-assigned', 'works', 'ok');
  });

  const selectors: {
    name: string;
    of(name: string): { clientId: string } | { resourceId: string } | { objectId: string };
  }[] = [
    { name: 'user-assigned by client id', of: (name) => ({ clientId: identity(name).clientId }) },
    { name: 'user-assigned by resource id', of: (name) => ({ resourceId: identityId(name) }) },
    { name: 'user-assigned by object id', of: (name) => ({ objectId: identity(name).principalId }) },
  ];

  describe.each(selectors)('$name', ({ name, of }) => {
    it('gets a token of that identity, which says on which host it was asked for', async () => {
      const { value, error } = await runOnHost(world, 'app-user', { credential: of('id1'), scope });
      expect(error).toBeUndefined();
      expect(value?.claims).toMatchObject({ oid: identity('id1').principalId, appid: identity('id1').clientId });
      expect(String(value?.claims?.['xms_mirid']).toLowerCase()).toBe(identityId('id1').toLowerCase());
      expect(String(value?.claims?.['xms_az_rid']).toLowerCase()).toBe(siteId('app-user').toLowerCase());
      outcomes.saw(name, 'works', 'ok');
    });

    it('is refused an identity that exists and is not attached', async () => {
      const { error } = await runOnHost(world, 'app-user', { credential: of('id2'), scope });
      expect(error).toMatchObject({
        name: 'CredentialUnavailableError',
        message: expect.stringContaining(notAttached) as string,
      });
      outcomes.saw(name, 'not attached', `400 ${notAttached.slice(0, 40)}…`);
    });

    it('is refused a token for what is no resource', async () => {
      const { error } = await runOnHost(world, 'app-user', { credential: of('id1'), scope: unknown });
      expect(error).toMatchObject({
        name: 'CredentialUnavailableError',
        message: expect.stringContaining('AADSTS500011') as string,
      });
      outcomes.saw(name, 'unknown resource', '400 AADSTS500011');
    });
  });

  it('without a selector never takes "the only one": it asks for the system-assigned identity', async () => {
    const { error } = await runOnHost(world, 'app-user', { credential: null, scope });
    expect(error).toMatchObject({
      name: 'CredentialUnavailableError',
      message: expect.stringContaining('Unable to load the proper Managed Identity.') as string,
    });
    outcomes.saw('system-assigned', 'not attached', '400 Unable to load the proper Managed Identity.');
  });

  it('is refused a token for what is no resource', async () => {
    const { error } = await runOnHost(world, 'app-system', { credential: null, scope: unknown });
    expect(error).toMatchObject({ message: expect.stringContaining('AADSTS500011') as string });
    outcomes.saw('system-assigned', 'unknown resource', '400 AADSTS500011');
  });

  it('on a host without any identity finds no source of tokens', async () => {
    const { error, seen } = await runOnHost(world, 'app-none', { credential: null, scope });
    expect(error?.name).toBe('CredentialUnavailableError');
    expect(seen.every(({ status }) => status !== 200)).toBe(true);
  });

  it('reads a secret with SecretClient: token from the host, challenge at the vault, value', async () => {
    const { value, seen } = await runOnHost(world, 'app-system', { credential: null, secret });
    expect(value).toEqual({ value: 'hunter2' });
    expect(seen.map(({ status, request }) => [new URL(request.url).pathname.toLowerCase(), status])).toEqual([
      ['/secrets/db/', 401],
      [expect.stringContaining('/msi/token') as string, 200],
      ['/secrets/db/', 200],
    ]);
  });

  it('reads with a role at the one secret, and is told why it may not read another', async () => {
    const credential = { clientId: identity('id1').clientId };
    expect((await runOnHost(world, 'app-user', { credential, secret })).value).toEqual({ value: 'hunter2' });
    const { error } = await runOnHost(world, 'app-user', { credential, secret: { ...secret, name: 'other' } });
    expect(error).toMatchObject({ name: 'RestError', statusCode: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' });
    expect(error?.message).toContain(`xms_mirid=`);
    expect(error?.message).toContain(`oid=${identity('id1').principalId}`);
    expect(error?.message).toContain(
      `/subscriptions/${subscriptionId}/resourcegroups/rg1/providers/microsoft.keyvault/vaults/kv1/secrets/other'`,
    );
  });

  it('is found by DefaultAzureCredential as well', async () => {
    const { value } = await runOnHost(world, 'app-system', { credential: null, chain: true, secret });
    expect(value).toEqual({ value: 'hunter2' });
  });

  it('holds a token that outlives the identity, as in Azure', async () => {
    const mine = await world.enter('app-system');
    const ask = await world.edge.send(
      {
        method: 'GET',
        url: `${mine.env['IDENTITY_ENDPOINT']}?resource=https://vault.azure.net&api-version=2019-08-01`,
        headers: { 'x-identity-header': mine.env['IDENTITY_HEADER'] ?? '' },
      },
      mine.run,
    );
    const { access_token: token } = JSON.parse(ask.body) as { access_token: string };
    const off = await world.as('owner', {
      method: 'PATCH',
      url: `https://management.azure.com${siteId('app-system')}?api-version=2023-12-01`,
      body: '{"identity":{"type":"None"}}',
    });
    expect(off.status).toBe(200);
    const read = await world.client.send({
      method: 'GET',
      url: `${secret.vaultUrl}/secrets/db?api-version=7.4`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(read.status).toBe(200);
    const { error } = await runOnHost(world, 'app-system', { credential: null, scope });
    expect(error?.name).toBe('CredentialUnavailableError');
    expect(group).toContain('rg1');
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});
