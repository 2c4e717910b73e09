import { environmentOf } from '#tenant/world.ts';
import type { Session } from './on-host.ts';
import { group, type World } from './world.ts';

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
