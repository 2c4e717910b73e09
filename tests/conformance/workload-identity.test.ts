import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkloadIdentityCredential } from '@azure/identity';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCluster, trustFor } from './outside.ts';
import { runInSession, type Session } from './on-host.ts';
import { Outcomes } from './outcomes.ts';
import { httpClientOver, refusalOf } from './transport.ts';
import { openWorld, type World } from './world.ts';

const outcomes = new Outcomes('@azure/identity WorkloadIdentityCredential in a pod', ['outcome']);
const scope = 'https://vault.azure.net/.default';
let world: World;
let cluster: Awaited<ReturnType<typeof openCluster>>;
let folder = '';
beforeAll(async () => {
  world = await openWorld();
  cluster = await openCluster(world, 'aks1');
  folder = await mkdtemp(join(tmpdir(), 'pod-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  console.log(outcomes.print());
});

const client = (name: string): string => world.made[name]?.properties.clientId ?? '';
/** What the pod reads at the path of its token file. */
const read = ({ run }: Session, path: string) =>
  world.edge.send({ method: 'GET', url: `http://files.localhost${path}` }, run);

/** The credential with the pod's own variables and what its token file holds. */
async function credential(session: Session): Promise<WorkloadIdentityCredential> {
  const { AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE = '' } = session.env;
  const tokenFilePath = join(folder, 'azure-identity-token');
  await writeFile(tokenFilePath, (await read(session, AZURE_FEDERATED_TOKEN_FILE)).body);
  return new WorkloadIdentityCredential({
    tenantId: AZURE_TENANT_ID ?? '',
    clientId: AZURE_CLIENT_ID ?? '',
    tokenFilePath,
    httpClient: httpClientOver((request) => world.edge.send(request, session.run)),
    retryOptions: { maxRetries: 0 },
  });
}

describe('WorkloadIdentityCredential in a pod, unchanged', () => {
  it('speaks for the identity that trusts the service account', async () => {
    await trustFor(world, 'id1', cluster.issuer, 'system:serviceaccount:shop:web');
    const session = await cluster.pod('web', 'web', client('id1'));
    const { token } = await (await credential(session)).getToken(scope);
    expect(decodeJwt(token)).toMatchObject({ oid: world.made['id1']?.properties.principalId, appid: client('id1') });
    outcomes.saw('a trusted service account', 'outcome', 'ok');
  });

  it.each([
    ['700213', 'another service account', false],
    ['70021', 'a trust of this moment', true],
  ])('is refused with AADSTS%s: %s', async (code, what, trusted) => {
    const account = `sa${code}`;
    const session = await cluster.pod(account, account, client('id1'));
    if (trusted) await trustFor(world, 'id1', cluster.issuer, `system:serviceaccount:shop:${account}`, 0);
    const error = await refusalOf(async () => (await credential(session)).getToken(scope));
    expect(error.message).toContain(`AADSTS${code}:`);
    outcomes.saw(what, 'outcome', `AADSTS${code}`);
  });

  it('is refused with AADSTS700211 by an identity that trusts another cluster', async () => {
    await trustFor(world, 'id2', 'https://westeurope.oic.prod-aks.azure.com/other/', 'system:serviceaccount:shop:web2');
    const session = await cluster.pod('web2', 'web2', client('id2'));
    const error = await refusalOf(async () => (await credential(session)).getToken(scope));
    expect(error.message).toContain('AADSTS700211:');
    outcomes.saw('another cluster', 'outcome', 'AADSTS700211');
  });

  it('finds nothing in a pod without the label, and a chain takes the kubelet identity', async () => {
    const session = await cluster.pod('bare', 'bare', client('id1'), 'false');
    expect(session.env).toEqual({});
    expect((await read(session, '/var/run/secrets/azure/tokens/azure-identity-token')).status).toBe(404);
    const { value } = await runInSession(world, session, { credential: null, scope });
    expect(String(value?.claims?.['xms_mirid'])).toMatch(/aks1-agentpool$/);
    outcomes.saw('no label: the managed identity of the node', 'outcome', 'ok');
  });
});

it('shows a token that the published keys of the issuer verify', async () => {
  const session = await cluster.pod('keys', 'keys', client('id1'));
  const { body } = await read(session, session.env['AZURE_FEDERATED_TOKEN_FILE'] ?? '');
  const get = async (url: string) => JSON.parse((await world.client.send({ method: 'GET', url })).body) as object;
  const { issuer, jwks_uri } = (await get(`${cluster.issuer}.well-known/openid-configuration`)) as Record<
    string,
    string
  >;
  const keys = (await get(jwks_uri ?? '')) as JSONWebKeySet;
  const currentDate = new Date(await world.client.now());
  const audience = 'api://AzureADTokenExchange';
  const { payload } = await jwtVerify(body, createLocalJWKSet(keys), { currentDate, issuer: issuer ?? '', audience });
  expect(payload.sub).toBe('system:serviceaccount:shop:keys');
});
