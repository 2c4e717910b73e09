import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld, seed, tenantId, type World } from './world.ts';

/** An API that trusts the tenant as APIs do: by the metadata of the issuer, and the keys that it names. */
const login = 'https://login.microsoftonline.com';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const get = async (url: string): Promise<Record<string, unknown>> => {
  const { status, body } = await world.client.send({ method: 'GET', url });
  if (status !== 200) throw new Error(`${url}: ${status} ${body}`);
  return JSON.parse(body) as Record<string, unknown>;
};

const keysAt = (url: string) =>
  createRemoteJWKSet(new URL(url), {
    [customFetch]: async (address: string) => {
      const { status, body } = await world.client.send({ method: 'GET', url: address });
      return new Response(body, { status });
    },
  });

/** Access and id token of the owner, as a client with `openid` gets them. */
async function tokens(): Promise<{ access: string; id: string }> {
  const signedIn = await world.client.signIn('owner@contoso.onmicrosoft.com');
  if ('refused' in signedIn) throw new Error(signedIn.refused);
  const form = {
    grant_type: 'refresh_token',
    refresh_token: signedIn.refreshToken,
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    scope: 'https://vault.azure.net/.default openid',
  };
  const { body } = await world.client.send({
    method: 'POST',
    url: `${login}/${tenantId}/oauth2/v2.0/token`,
    body: new URLSearchParams(form).toString(),
  });
  const { access_token: access, id_token: id } = JSON.parse(body) as { access_token: string; id_token: string };
  return { access, id };
}

/** Which token each version of the metadata vouches for. */
const versions = [
  {
    version: 'v1.0',
    at: `${login}/${tenantId}`,
    issuer: `https://sts.windows.net/${tenantId}/`,
    token: 'access',
    audience: 'https://vault.azure.net',
  },
  {
    version: 'v2.0',
    at: `${login}/${tenantId}/v2.0`,
    issuer: `${login}/${tenantId}/v2.0`,
    token: 'id',
    audience: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  },
] as const;

describe.each(versions)('the issuer of $version', ({ version, at, issuer, token, audience }) => {
  const verified = async (jwt: string, options: object = {}) => {
    const metadata = await get(`${at}/.well-known/openid-configuration`);
    const currentDate = new Date(await world.client.now());
    const keys = keysAt(String(metadata['jwks_uri']));
    return jwtVerify(jwt, keys, {
      issuer: String(metadata['issuer']),
      audience,
      currentDate,
      algorithms: ['RS256'],
      ...options,
    });
  };

  it('is named by its metadata, with endpoints that answer', async () => {
    const metadata = await get(`${at}/.well-known/openid-configuration`);
    expect(metadata['issuer']).toBe(issuer);
    expect(metadata['id_token_signing_alg_values_supported']).toEqual(['RS256']);
    const asked = await world.client.send({ method: 'POST', url: String(metadata['token_endpoint']), body: '' });
    expect([asked.status, asked.body]).toEqual([400, expect.stringContaining('AADSTS900144')]);
  });

  it('signs with a key that its metadata leads to', async () => {
    const jwt = (await tokens())[token];
    const { payload, protectedHeader } = await verified(jwt);
    expect(payload).toMatchObject({ tid: tenantId, ver: version.slice(1) });
    const { keys } = (await get(String((await get(`${at}/.well-known/openid-configuration`))['jwks_uri']))) as {
      keys: Record<string, unknown>[];
    };
    expect(keys).toContainEqual(
      expect.objectContaining({ kid: protectedHeader.kid, kty: 'RSA', use: 'sig', n: expect.any(String) as string }),
    );
    expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: protectedHeader.kid });
    expect(JSON.stringify(keys)).not.toMatch(/"d":|"p":|"q":/);
  });

  it('is not believed for another audience, another issuer, later, or with a letter changed', async () => {
    const jwt = (await tokens())[token];
    const [head = '', , signature = ''] = jwt.split('.');
    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, oid: 'eve' })).toString('base64url');
    await expect(verified(jwt, { audience: 'https://graph.microsoft.com' })).rejects.toThrow(
      errors.JWTClaimValidationFailed,
    );
    await expect(verified(jwt, { issuer: `${issuer}x` })).rejects.toThrow(errors.JWTClaimValidationFailed);
    const tomorrow = new Date((await world.client.now()) + 86_400_000);
    await expect(verified(jwt, { currentDate: tomorrow })).rejects.toThrow(errors.JWTExpired);
    await expect(verified(`${head}.${forged}.${signature}`)).rejects.toThrow(errors.JWSSignatureVerificationFailed);
  });
});

describe('discovery', () => {
  it('leads from the instance to the metadata of the tenant', async () => {
    const endpoint = encodeURIComponent(`${login}/${tenantId}/oauth2/v2.0/authorize`);
    const found = await get(`${login}/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`);
    expect(found['metadata']).toContainEqual(
      expect.objectContaining({
        preferred_network: 'login.microsoftonline.com',
        aliases: expect.arrayContaining(['sts.windows.net']) as string[],
      }),
    );
    const metadata = await get(String(found['tenant_discovery_endpoint']));
    expect(metadata['issuer']).toMatch(/^https:\/\/login\.microsoftonline\.com\/.+\/v2\.0$/);
  });

  it.each([seed.tenant.domain, tenantId])('knows the tenant as %s', async (name) => {
    const metadata = await get(`${login}/${name}/v2.0/.well-known/openid-configuration`);
    expect(metadata['issuer']).toBe(`${login}/${tenantId}/v2.0`);
  });

  it.each(['common', 'organizations'])('promises no issuer for %s', async (name) => {
    const metadata = await get(`${login}/${name}/v2.0/.well-known/openid-configuration`);
    expect(metadata['issuer']).toBe(`${login}/{tenantid}/v2.0`);
    const { access } = await tokens();
    const verified = jwtVerify(access, keysAt(String(metadata['jwks_uri'])), {
      currentDate: new Date(await world.client.now()),
    });
    expect((await verified).payload['tid']).toBe(tenantId);
  });
});
