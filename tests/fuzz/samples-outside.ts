import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { group, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import type { Setup } from './base-directory.ts';
import { sample, type Sample } from './samples.ts';

const armHost = 'https://management.azure.com';
const subscription = `/subscriptions/${subscriptionId}`;
const server = `${group}/providers/Microsoft.HybridCompute/machines/srv1`;
const command = { location: 'westeurope', properties: { source: { script: 'whoami' } } };
const body = { location: 'westeurope', tags: { a: 'b' }, identity: { type: 'SystemAssigned' }, properties: {} };

const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/aks1`;
const clusterBody = {
  location: 'westeurope',
  tags: { a: 'b' },
  identity: { type: 'SystemAssigned' },
  properties: { oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } },
};
const account = (name: string) => ({ metadata: { name, annotations: { 'azure.workload.identity/client-id': 'c' } } });
const pod = (name: string) => ({
  metadata: { name, labels: { 'azure.workload.identity/use': 'true' } },
  spec: { serviceAccountName: 'web', containers: [{ name: 'main', image: 'web' }] },
});

/** What the holder of the kubeconfig asks. */
interface Kubernetes {
  api: string;
  issuer: string;
  token: string;
}

async function furnishCluster(setup: Setup): Promise<Kubernetes> {
  const version = '?api-version=2025-05-01';
  const { body: made } = await setup('PUT', `${armHost}${cluster}${version}`, clusterBody);
  const { body: held } = await setup('POST', `${armHost}${cluster}/listClusterUserCredential${version}`);
  const [{ value } = { value: '' }] = held['kubeconfigs'] as { value: string }[];
  const { fqdn, oidcIssuerProfile } = made['properties'] as { fqdn: string; oidcIssuerProfile: { issuerURL: string } };
  const api = `https://${fqdn}/api/v1/namespaces/shop`;
  await setup('POST', `${api}/serviceaccounts`, account('web'));
  await setup('POST', `${api}/pods`, pod('p'));
  return { api, issuer: oidcIssuerProfile.issuerURL, token: /token: (\w+)/.exec(atob(value))?.[1] ?? '' };
}

function kubernetesSamples(base: Base): Sample[] {
  const { api, issuer, token } = base.outside;
  const arm = (method: string, path: string, content?: unknown): Sample =>
    sample(method, `${armHost}${path}?api-version=2025-05-01`, content, base.tokens['owner arm']);
  const at = (method: string, path: string, content?: unknown): Sample =>
    sample(method, `${api}/${path}`, content, token);
  const inPod = { type: 'run' as const, entry: 1, host: `${cluster}/namespaces/shop/pods/p` };
  const of = (kind: string, name: string, content: object): Sample[] => [
    at('POST', kind, content),
    at('GET', kind),
    at('GET', `${kind}/${name}`),
    at('DELETE', `${kind}/${name}`),
  ];
  return [
    arm('PUT', `${cluster}-new`, clusterBody),
    arm('PATCH', cluster, { tags: { c: 'd' } }),
    arm('GET', cluster),
    arm('GET', `${group}/providers/Microsoft.ContainerService/managedClusters`),
    arm('GET', `${subscription}/providers/Microsoft.ContainerService/managedClusters`),
    arm('DELETE', cluster),
    arm('POST', `${cluster}/listClusterUserCredential`),
    arm('POST', `${cluster}/listClusterAdminCredential`),
    ...of('serviceaccounts', 'web', account('new')),
    ...of('pods', 'p', pod('new')),
    at('POST', 'pods/p/exec'),
    sample(
      'GET',
      'http://files.localhost/var/run/secrets/azure/tokens/azure-identity-token',
      undefined,
      undefined,
      inPod,
    ),
    sample('GET', `${issuer}.well-known/openid-configuration`),
    sample('GET', `${issuer}openid/v1/jwks`),
  ];
}

const repository = {
  repository: 'Contoso/shop',
  token: 'ghp_fuzz',
  workflows: { 'main.yml': { idToken: true }, 'pr.yml': { on: 'pull_request' } },
};
const hub = 'https://api.github.com/repos/Contoso/shop';

function githubSamples(base: Base): Sample[] {
  const id = '/github/Contoso/shop/actions/runs/1';
  const requestToken = 'abc';
  const job = { id, repository: 'Contoso/shop', context: 'ref:refs/heads/main', ref: 'refs/heads/main', requestToken };
  base.tenant.tables.apply([put('githubJobs', idKey(id), job)]);
  const runner = 'https://run-actions.actions.githubusercontent.com/Contoso/shop';
  const issuer = 'https://token.actions.githubusercontent.com/.well-known';
  const post = (path: string, body: object): Sample => sample('POST', `${hub}${path}`, body, repository.token);
  return [
    post('/actions/workflows/main.yml/dispatches', { ref: 'main', inputs: {} }),
    post('/pulls', { title: 'Change', head: 'fix', base: 'main' }),
    sample('GET', `${runner}/1/idtoken?audience=api://AzureADTokenExchange`, undefined, requestToken),
    sample('GET', `${issuer}/openid-configuration`),
    sample('GET', `${issuer}/jwks`),
    sample('POST', 'https://laptop.example/sessions', { environment: { AZURE_CLIENT_ID: 'c' } }),
  ];
}

/** Of the hosts outside Azure: what is needed to ask them. */
export type OutsideMade = Kubernetes;

/** Hosts outside Azure. */
export async function furnishOutside(setup: Setup): Promise<OutsideMade> {
  await setup('PUT', `${armHost}${server}?api-version=2024-07-10`, body);
  await setup('PUT', `${armHost}${server}/runCommands/c1?api-version=2024-07-10`, command);
  await setup('PUT', 'https://platform.internal/github/repositories', repository);
  return furnishCluster(setup);
}

/** What owners ask of hosts outside Azure, and what code on these asks. */
export function outsideSamples(base: Base): Sample[] {
  const arm = (method: string, path: string, content?: unknown): Sample =>
    sample(method, `${armHost}${path}?api-version=2024-07-10`, content, base.tokens['owner arm']);
  const onServer = { type: 'run' as const, entry: 1, host: server };
  const agent =
    'http://127.0.0.1:40342/metadata/identity/oauth2/token?api-version=2020-06-01&resource=https://vault.azure.net';
  const ask = (more: Record<string, string> = {}): Sample => {
    const one = sample('GET', agent, undefined, undefined, onServer);
    return { ...one, request: { ...one.request, headers: { metadata: 'true', ...more } } };
  };
  const first = base.send(ask().request, onServer, 910_000).response.headers['www-authenticate'] ?? '';
  const read = sample(
    'GET',
    `http://files.localhost${first.replace('Basic realm=', '')}`,
    undefined,
    undefined,
    onServer,
  );
  const key = base.send(read.request, onServer, 910_001).response.body;
  return [
    arm('PUT', `${server}-new`, body),
    arm('PATCH', server, { tags: { c: 'd' }, identity: { type: 'None' } }),
    arm('GET', server),
    arm('GET', `${group}/providers/Microsoft.HybridCompute/machines`),
    arm('GET', `${subscription}/providers/Microsoft.HybridCompute/machines`),
    arm('DELETE', server),
    arm('PUT', `${server}/runCommands/c2`, command),
    arm('GET', `${server}/runCommands/c1`),
    ask({ authorization: `Basic ${key}` }),
    read,
    ...kubernetesSamples(base),
    ...githubSamples(base),
  ];
}
