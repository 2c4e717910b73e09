import { group, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import type { Setup } from './base-directory.ts';
import { sample, type Sample } from './samples.ts';

const armHost = 'https://management.azure.com';
const subscription = `/subscriptions/${subscriptionId}`;
const server = `${group}/providers/Microsoft.HybridCompute/machines/srv1`;
const command = { location: 'westeurope', properties: { source: { script: 'whoami' } } };
const body = { location: 'westeurope', tags: { a: 'b' }, identity: { type: 'SystemAssigned' }, properties: {} };

/** Hosts outside Azure. */
export async function furnishOutside(setup: Setup): Promise<void> {
  await setup('PUT', `${armHost}${server}?api-version=2024-07-10`, body);
  await setup('PUT', `${armHost}${server}/runCommands/c1?api-version=2024-07-10`, command);
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
  ];
}
