import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientAssertionCredential, ClientSecretCredential, WorkloadIdentityCredential } from '@azure/identity';
import type { TokenCredential } from '@azure/core-auth';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, minute } from '#kernel/clock.ts';
import { put } from '#kernel/result.ts';
import type { AssertionRow } from '#services/entra-id/index.ts';
import { declareRepository, startJob } from './outside.ts';
import { Outcomes } from './outcomes.ts';
import { httpClientOver, refusalOf } from './transport.ts';
import { identityId, openWorld, tenantId, type World } from './world.ts';

const outcomes = new Outcomes('@azure/identity, client credentials', [
  'works',
  '700016',
  '7000112',
  '7000215',
  '7000222',
  '7000229',
  '500011',
  '70021',
  '70025',
  '700211',
  '700212',
  '700213',
  '7002138',
  '700024',
  '50027',
]);
const scope = 'https://vault.azure.net/.default';
const issuer = 'https://token.actions.githubusercontent.com';
const audience = 'api://AzureADTokenExchange';
const subject = 'repo:Contoso/shop:ref:refs/heads/main';

let world: World;
let folder = '';
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'assertion-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  console.log(outcomes.print());
});

const options = () => ({ httpClient: httpClientOver(world.client.send), retryOptions: { maxRetries: 0 } });

async function graph(method: string, path: string, body?: object): Promise<Record<string, string>> {
  const url = `https://graph.microsoft.com/v1.0${path}`;
  const request = {
    method,
    url,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  };
  const answer = await world.as('owner', request, 'https://graph.microsoft.com');
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  return answer.body ? (JSON.parse(answer.body) as Record<string, string>) : {};
}

interface App {
  id: string;
  appId: string;
  principalId: string;
}

async function register(displayName: string): Promise<App> {
  const { id = '', appId = '' } = await graph('POST', '/applications', { displayName });
  const { id: principalId = '' } = await graph('POST', '/servicePrincipals', { appId });
  return { id, appId, principalId };
}

const secretOf = async ({ id }: App, passwordCredential: object = {}): Promise<string> =>
  (await graph('POST', `/applications/${id}/addPassword`, { passwordCredential }))['secretText'] ?? '';
const trust = ({ id }: App, more: object = {}) =>
  graph('POST', `/applications/${id}/federatedIdentityCredentials`, {
    name: 'main',
    issuer,
    subject,
    audiences: [audience],
    ...more,
  });

/** The ID token of a job of GitHub Actions. */
async function jobToken({
  repository = 'Contoso/shop',
  file = 'main.yml',
  audience: wanted = audience,
} = {}): Promise<string> {
  declareRepository(world, repository);
  return (await startJob(world, repository, file)).idToken(wanted);
}

let assertions = 0;
/** A token of an outside issuer whose name in the tenant is known: a JWT that the edge signs. */
async function assertion(more: Partial<AssertionRow['claims']> = {}): Promise<string> {
  const iat = Math.floor((await world.client.now()) / 1000);
  const ref = `tk.a55e${(assertions += 1)}`;
  const row: AssertionRow = {
    ref,
    claims: { iss: issuer, sub: subject, aud: audience, iat, nbf: iat, exp: iat + 3600, jti: ref.slice(3), ...more },
  };
  world.edge.tenant.tables.apply([put('assertions', ref, row)]);
  return world.edge.keys.jwtOf(row);
}

/** The token, verified against the keys that the tenant publishes. */
async function claimsOf(credential: TokenCredential): Promise<Record<string, unknown>> {
  const { token } = (await credential.getToken(scope)) ?? { token: '' };
  const url = `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`;
  const keys = JSON.parse((await world.client.send({ method: 'GET', url })).body) as JSONWebKeySet;
  const currentDate = new Date(await world.client.now());
  return (await jwtVerify(token, createLocalJWKSet(keys), { currentDate })).payload;
}

async function refused(name: string, code: string, credential: TokenCredential): Promise<void> {
  const error = await refusalOf(() => credential.getToken(scope));
  expect(error.message).toContain(`AADSTS${code}:`);
  outcomes.saw(name, code, error.name);
}

describe('ClientSecretCredential, unchanged', () => {
  const name = 'ClientSecretCredential';
  const of = (appId: string, secret: string) => new ClientSecretCredential(tenantId, appId, secret, options());

  it('gets a token that the published keys verify', async () => {
    const app = await register('with-secret');
    expect(await claimsOf(of(app.appId, await secretOf(app)))).toMatchObject({
      aud: 'https://vault.azure.net',
      appid: app.appId,
      appidacr: '1',
      oid: app.principalId,
      tid: tenantId,
    });
    outcomes.saw(name, 'works', 'ok');
  });

  it.each<[string, string, (app: App) => Promise<[appId: string, secret: string]>]>([
    ['an unknown client', '700016', () => Promise.resolve(['99999999-0000-4000-8000-000000000000', 'x'])],
    ['another secret', '7000215', (app) => Promise.resolve([app.appId, 'wrong'])],
    [
      'an expired secret',
      '7000222',
      async (app) => {
        const endDateTime = new Date((await world.client.now()) + day).toISOString();
        const secret = await secretOf(app, { endDateTime });
        await world.client.wait(day);
        return [app.appId, secret];
      },
    ],
    [
      'a principal that is switched off',
      '7000112',
      async (app) => {
        await graph('PATCH', `/servicePrincipals/${app.principalId}`, { accountEnabled: false });
        return [app.appId, await secretOf(app)];
      },
    ],
    [
      'no principal',
      '7000229',
      async (app) => {
        await graph('DELETE', `/servicePrincipals/${app.principalId}`);
        return [app.appId, await secretOf(app)];
      },
    ],
  ])('is refused with %s: AADSTS%s', async (what, code, prepare) => {
    const [appId, secret] = await prepare(await register(what));
    await refused(name, code, of(appId, secret));
  });

  it('is refused a token for a resource that the tenant does not know', async () => {
    const app = await register('elsewhere');
    const credential = of(app.appId, await secretOf(app));
    const error = await refusalOf(() => credential.getToken('https://nothing.example/.default'));
    expect(error.message).toContain('AADSTS500011:');
    outcomes.saw(name, '500011', error.name);
  });
});

describe('ClientAssertionCredential, unchanged', () => {
  const name = 'ClientAssertionCredential';
  const of = (appId: string, jwt: string) =>
    new ClientAssertionCredential(tenantId, appId, () => Promise.resolve(jwt), options());

  it('exchanges the token of an outside issuer once the credential is known, and not before', async () => {
    const app = await register('federated');
    await trust(app);
    await refused(name, '70021', of(app.appId, await jobToken()));
    await world.client.wait(5 * minute);
    expect(await claimsOf(of(app.appId, await jobToken()))).toMatchObject({ oid: app.principalId, appidacr: '2' });
    outcomes.saw(name, 'works', 'ok');
  });

  const late = async (): Promise<string> => {
    const held = await jobToken();
    await world.client.wait(day);
    return held;
  };
  it.each<[string, object, () => Promise<string>]>([
    ['700211', { issuer: 'https://oidc.example.com' }, () => jobToken()],
    ['700212', {}, () => jobToken({ audience: 'https://github.com/Contoso' })],
    ['700213', {}, () => jobToken({ file: 'deploy.yml' })],
    ['7002138', {}, () => jobToken({ repository: 'contoso/shop' })],
    ['700024', {}, late],
  ])('is refused with AADSTS%s', async (code, trusted, present) => {
    const app = await register(`federated ${code}`);
    await trust(app, trusted);
    await world.client.wait(5 * minute);
    await refused(name, code, of(app.appId, await present()));
  });

  it('is refused where nobody is trusted', async () => {
    await refused(name, '70025', of((await register('bare')).appId, await jobToken()));
  });

  it('is refused with what is not, or no longer, what an issuer signed', async () => {
    const app = await register('forged');
    await trust(app);
    await world.client.wait(5 * minute);
    const [head = '', body = '', signature = ''] = (await assertion()).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...claims, jti: 'other' })).toString('base64url');
    // The last is the name by which the tenant itself knows the assertion.
    for (const jwt of [`${head}.${other}.${signature}`, `${head}.${body}.`, `tk.a55e${assertions}`])
      await refused(name, '50027', of(app.appId, jwt));
  });
});

describe('WorkloadIdentityCredential, unchanged', () => {
  it('speaks for a user-assigned identity with the token that a file holds', async () => {
    const { clientId = '', principalId } = world.made['id1']?.properties ?? {};
    const sub = 'system:serviceaccount:shop:web';
    const iss = 'https://westeurope.oic.prod-aks.azure.com/cluster';
    const url = `https://management.azure.com${identityId('id1')}/federatedIdentityCredentials/web?api-version=2024-11-30`;
    const body = JSON.stringify({ properties: { issuer: iss, subject: sub, audiences: [audience] } });
    expect((await world.as('owner', { method: 'PUT', url, body })).status).toBe(201);
    await world.client.wait(5 * minute);
    const tokenFilePath = join(folder, 'token');
    const of = async (claims: Partial<AssertionRow['claims']>) => {
      await writeFile(tokenFilePath, await assertion({ iss, ...claims }));
      return new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, ...options() });
    };
    expect(await claimsOf(await of({ sub }))).toMatchObject({ oid: principalId, appid: clientId, idtyp: 'app' });
    const error = await refusalOf(async () => (await of({ sub: `${sub}2` })).getToken(scope));
    expect(error.message).toContain(
      `AADSTS700213: No matching federated identity record found for presented assertion`,
    );
    expect(error.message).toContain(`subject '${sub}2'`);
  });
});
