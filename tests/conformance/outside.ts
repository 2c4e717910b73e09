import { put } from '#kernel/result.ts';
import { environmentOf } from '#tenant/world.ts';
import type { Session } from './on-host.ts';
import { group, identityId, type World } from './world.ts';

/** Hosts outside Azure, or outside its hosts with an identity of their own. */
export type Json = Record<string, unknown>;
export const serverId = (name: string): string => `${group}/providers/Microsoft.HybridCompute/machines/${name}`;

/** Something that the owner asks of ARM. */
export async function manage(world: World, method: string, path: string, body?: object): Promise<Json> {
  const url = `https://management.azure.com${path}?api-version=2024-11-01`;
  const answer = await world.as('owner', { method, url, ...(body && { body: JSON.stringify(body) }) });
  if (answer.status >= 300 || answer.status === 0)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return answer.body ? (JSON.parse(answer.body) as Json) : {};
}

/** The session that the entry before opened on a host. */
export const sessionOn = (world: World, host: string): Session => ({
  run: world.edge.tenant.entries.length - 1,
  env: environmentOf(world.edge.tenant.tables, host),
});

/** A server that its agent has connected, and a session there. */
export async function connectServer(world: World, name: string): Promise<Session> {
  const id = serverId(name);
  await manage(world, 'PUT', id, { location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: {} });
  await manage(world, 'PUT', `${id}/runCommands/c1`, {
    location: 'westeurope',
    properties: { source: { script: 'sh' } },
  });
  return sessionOn(world, id);
}

export const clusterId = (name: string): string =>
  `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

/** A cluster with workload identity, and its API as the holder of its kubeconfig asks it. */
export async function openCluster(world: World, name: string) {
  const id = clusterId(name);
  const made = await manage(world, 'PUT', id, {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: { oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } },
  });
  const { fqdn, oidcIssuerProfile } = made['properties'] as { fqdn: string; oidcIssuerProfile: { issuerURL: string } };
  const { kubeconfigs } = await manage(world, 'POST', `${id}/listClusterUserCredential`);
  const [{ value = '' } = {}] = kubeconfigs as { value?: string }[];
  const token = /token: (\w+)/.exec(atob(value))?.[1] ?? '';
  const api = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await world.client.send({
      method,
      url: `https://${fqdn}/api/v1/namespaces/shop/${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300 || answer.status === 0) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  };
  return {
    issuer: oidcIssuerProfile.issuerURL,
    /** A service account that names a client, and a pod that uses it; gives a session in the pod. */
    async pod(pod: string, account: string, clientId: string, use = 'true'): Promise<Session> {
      const annotations = { 'azure.workload.identity/client-id': clientId };
      await api('POST', 'serviceaccounts', { metadata: { name: account, annotations } });
      const labels = { 'azure.workload.identity/use': use };
      const spec = { serviceAccountName: account, containers: [{ name: 'main', image: 'web' }] };
      await api('POST', 'pods', { metadata: { name: pod, labels }, spec });
      await api('POST', `pods/${pod}/exec`);
      return sessionOn(world, `${id}/namespaces/shop/pods/${pod}`);
    },
  };
}

/** Trusts an issuer and a subject for a user-assigned identity, and waits until it counts. */
export async function trustFor(
  world: World,
  identity: string,
  issuer: string,
  subject: string,
  wait = 300_000,
): Promise<void> {
  const id = `${identityId(identity)}/federatedIdentityCredentials/${subject.replaceAll(/\W/g, '-').slice(0, 100)}`;
  await manage(world, 'PUT', id, { properties: { issuer, subject, audiences: ['api://AzureADTokenExchange'] } });
  if (wait) await world.client.wait(wait);
}

const githubToken = 'ghp_conformance';

/** A repository on GitHub as the start of a lab declares it, with a workflow for each kind of subject. */
export function declareRepository(world: World, repository: string, ids?: { owner: number; repository: number }): void {
  const workflows = {
    'main.yml': { idToken: true },
    'deploy.yml': { idToken: true, environment: 'production' },
    'plain.yml': {},
  };
  const row = { repository, token: githubToken, workflows, ...(ids && { ids }) };
  world.edge.tenant.tables.apply([put('githubRepositories', repository.toLowerCase(), row)]);
}

/** Starts a workflow: a session in its job, and how its code gets an ID token there. */
export async function startJob(world: World, repository: string, file = 'main.yml', ref = 'main') {
  let host = '';
  const stop = world.edge.onEntry(({ opened = '' }) => (host = opened));
  const answer = await world.client.send({
    method: 'POST',
    url: `https://api.github.com/repos/${repository}/actions/workflows/${file}/dispatches`,
    headers: { authorization: `Bearer ${githubToken}`, accept: 'application/vnd.github+json' },
    body: JSON.stringify({ ref }),
  });
  stop();
  if (answer.status !== 204) throw new Error(`${repository} ${file}: ${answer.status} ${answer.body}`);
  const session = sessionOn(world, host);
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = session.env;
  const idToken = async (audience = 'api://AzureADTokenExchange'): Promise<string> => {
    const headers = { authorization: `Bearer ${token}` };
    const given = await world.edge.send({ method: 'GET', url: `${url}&audience=${audience}`, headers }, session.run);
    if (given.status !== 200) throw new Error(`no ID token: ${given.status} ${given.body}`);
    return (JSON.parse(given.body) as { value: string }).value;
  };
  return { session, idToken };
}

/** A developer's machine with these variables. */
export async function openLaptop(world: World, environment: Record<string, string> = {}): Promise<Session> {
  const url = 'https://laptop.example/sessions';
  await world.client.send({ method: 'POST', url, body: JSON.stringify({ environment }) });
  return { run: world.edge.tenant.entries.length - 1, env: environment };
}
