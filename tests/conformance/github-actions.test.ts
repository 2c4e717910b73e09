import { ClientAssertionCredential } from '@azure/identity';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareRepository, startJob, trustFor } from './outside.ts';
import { Outcomes } from './outcomes.ts';
import { httpClientOver, refusalOf } from './transport.ts';
import { openWorld, tenantId, type World } from './world.ts';

const outcomes = new Outcomes('@azure/identity ClientAssertionCredential in a job of GitHub Actions', ['outcome']);
const scope = 'https://vault.azure.net/.default';
const issuer = 'https://token.actions.githubusercontent.com';
const branch = 'repo:Contoso/shop:ref:refs/heads/main';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  declareRepository(world, 'Contoso/shop');
  declareRepository(world, 'Contoso/newer', { owner: 7, repository: 9 });
  await trustFor(world, 'id1', issuer, branch);
  await trustFor(world, 'id2', issuer, 'repo:Contoso/newer:ref:refs/heads/main');
});
afterAll(() => console.log(outcomes.print()));

const clientOf = (name: string): string => world.made[name]?.properties.clientId ?? '';
type Job = Awaited<ReturnType<typeof startJob>>;
/** As a program in the job makes it: the assertion is asked for at the runner. */
const credential = (clientId: string, { session, idToken }: Job, audience?: string): ClientAssertionCredential =>
  new ClientAssertionCredential(tenantId, clientId, () => idToken(audience), {
    httpClient: httpClientOver((request) => world.edge.send(request, session.run)),
    retryOptions: { maxRetries: 0 },
  });

describe('ClientAssertionCredential in a job, unchanged', () => {
  it('speaks for the user-assigned identity that trusts the branch', async () => {
    const job = await startJob(world, 'Contoso/shop');
    const { token } = await credential(clientOf('id1'), job).getToken(scope);
    expect(decodeJwt(token)).toMatchObject({ oid: world.made['id1']?.properties.principalId, appidacr: '2' });
    outcomes.saw('user-assigned identity', 'outcome', 'ok');
  });

  it('speaks for the application that trusts the environment', async () => {
    const graph = async (path: string, body: object): Promise<Record<string, string>> => {
      const url = `https://graph.microsoft.com/v1.0${path}`;
      const request = { method: 'POST', url, body: JSON.stringify(body) };
      const answer = await world.as('owner', request, 'https://graph.microsoft.com');
      if (answer.status >= 300) throw new Error(answer.body);
      return JSON.parse(answer.body) as Record<string, string>;
    };
    const { id = '', appId = '' } = await graph('/applications', { displayName: 'deployer' });
    await graph('/servicePrincipals', { appId });
    const trust = {
      name: 'production',
      issuer,
      subject: 'repo:Contoso/shop:environment:production',
      audiences: ['api://AzureADTokenExchange'],
    };
    await graph(`/applications/${id}/federatedIdentityCredentials`, trust);
    await world.client.wait(300_000);
    const { token } = await credential(appId, await startJob(world, 'Contoso/shop', 'deploy.yml')).getToken(scope);
    expect(decodeJwt(token)).toMatchObject({ appid: appId, idtyp: 'app' });
    outcomes.saw('application', 'outcome', 'ok');
  });

  it.each<[string, string, string, () => Promise<Job>, string?]>([
    ['700213', 'another branch', 'id1', () => startJob(world, 'Contoso/shop', 'main.yml', 'fix')],
    ['700213', 'an environment', 'id1', () => startJob(world, 'Contoso/shop', 'deploy.yml')],
    ['700213', 'a newer repository, its subject with ids', 'id2', () => startJob(world, 'Contoso/newer')],
    ['700212', 'no audience of Entra ID', 'id1', () => startJob(world, 'Contoso/shop'), 'https://github.com/Contoso'],
  ])('is refused with AADSTS%s: %s', async (code, what, identity, start, audience) => {
    const job = await start();
    const error = await refusalOf(() => credential(clientOf(identity), job, audience).getToken(scope));
    expect(error.message).toContain(`AADSTS${code}:`);
    outcomes.saw(what, 'outcome', `AADSTS${code}`);
  });

  it('is refused with AADSTS700024 when the job held its assertion for too long', async () => {
    const job = await startJob(world, 'Contoso/shop');
    const held = await job.idToken();
    await world.client.wait(3_600_000);
    const late = { ...job, idToken: () => Promise.resolve(held) };
    const error = await refusalOf(() => credential(clientOf('id1'), late).getToken(scope));
    expect(error.message).toContain('AADSTS700024:');
    outcomes.saw('an old assertion', 'outcome', 'AADSTS700024');
  });

  it('has nothing to ask in a workflow without the permission', async () => {
    const { session } = await startJob(world, 'Contoso/shop', 'plain.yml');
    expect(session.env['GITHUB_ACTIONS']).toBe('true');
    expect(session.env['ACTIONS_ID_TOKEN_REQUEST_URL']).toBeUndefined();
  });
});

it('shows a token that the published keys of the issuer verify', async () => {
  const body = await (await startJob(world, 'Contoso/shop')).idToken();
  const get = async (url: string) => JSON.parse((await world.client.send({ method: 'GET', url })).body) as object;
  const { jwks_uri = '' } = (await get(`${issuer}/.well-known/openid-configuration`)) as Record<string, string>;
  const keys = (await get(jwks_uri)) as JSONWebKeySet;
  const currentDate = new Date(await world.client.now());
  const { payload } = await jwtVerify(body, createLocalJWKSet(keys), { currentDate, issuer });
  expect(payload).toMatchObject({ sub: branch, repository: 'Contoso/shop', ref: 'refs/heads/main' });
});
