import { ServiceBusClient, type ServiceBusClientOptions } from '@azure/service-bus';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import { portOf } from '#tenant/edge/amqp/port.ts';
import { createAmqpWebSocket } from '#tenant/edge/amqp/web-socket.ts';
import { credentialOf } from './transport.ts';
import { group, idOf, subscriptionId, type Person, type World } from './world.ts';

export const namespaceId = (name: string): string => `${group}/providers/Microsoft.ServiceBus/namespaces/${name}`;
export const hostOf = (name: string): string => `${name}.servicebus.windows.net`;

export const busRoles = {
  owner: '090c5cfd-751d-490a-894a-3ce6f1109419',
  receiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
  sender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
} as const;

export async function arm(world: World, method: string, path: string, body?: unknown, version = '2024-01-01') {
  const url = `https://management.azure.com${path}?api-version=${version}`;
  const answer = await world.as('owner', { method, url, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body || '{}') as Record<string, unknown>;
}

/** A namespace with a queue q1 and a topic t1 with the subscription s1; nobody has a data role on it yet. */
export async function createBus(world: World, name: string, properties: object = {}): Promise<void> {
  const id = namespaceId(name);
  await arm(world, 'PUT', id, { location: 'westeurope', sku: { name: 'Standard', tier: 'Standard' }, properties });
  await arm(world, 'PUT', `${id}/queues/q1`, { properties: {} });
  await arm(world, 'PUT', `${id}/topics/t1`, { properties: {} });
  await arm(world, 'PUT', `${id}/topics/t1/subscriptions/s1`, { properties: {} });
}

/** A data role at a scope for a person or another principal; it counts after the time that grants take. */
export async function grantBus(
  world: World,
  principal: Person | { id: string },
  role: keyof typeof busRoles,
  scope: string,
): Promise<void> {
  const principalId = typeof principal === 'string' ? idOf(principal) : principal.id;
  const name = guidFrom('bus', principalId, `${role} ${scope}`);
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${busRoles[role]}`;
  const principalType = typeof principal === 'string' ? 'User' : 'ServicePrincipal';
  await arm(world, 'PUT', path, { properties: { roleDefinitionId, principalId, principalType } }, '2022-04-01');
}

/** The connection string of a namespace's root policy, as its owner may list it. */
export async function connectionStringOf(world: World, name: string): Promise<string> {
  const keys = await arm(world, 'POST', `${namespaceId(name)}/authorizationRules/RootManageSharedAccessKey/listKeys`);
  return String(keys['primaryConnectionString']);
}

/**
 * Clients take the time from the tenant's clock: a connection string signs with an expiry that the tenant looks at. Gives
 * what puts the real clock back.
 */
export function clientsLiveIn(world: World): () => void {
  const real = Date.now;
  Date.now = () => world.edge.tenant.now;
  return () => {
    Date.now = real;
  };
}

/** The requests that the tenant's log has from an entry on, each with its status, without what is fresh in each run. */
export class BusLog {
  readonly lines: string[] = [];
  readonly end: () => void;

  constructor(world: World, host: string) {
    this.end = world.edge.onEntry(({ sent, answered }) => {
      if (sent?.url.startsWith(`https://${host}/`)) this.lines.push(line(sent, answered));
    });
  }
}

const line = ({ method, url }: HttpRequest, answered: HttpResponse | undefined): string =>
  `${method} ${url.replace(/^https:\/\/[^/]+/, '').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{lock}')} ${answered?.status ?? 0}`;

const options = (world: World, run?: number): ServiceBusClientOptions => ({
  webSocketOptions: { webSocket: createAmqpWebSocket(portOf(world.edge, run)) },
  retryOptions: { maxRetries: 0, retryDelayInMs: 1, timeoutInMs: 5000 },
});

/**
 * The official client, its bytes going to the bridge instead of a network; one try, for refusals are looked for. `run` is
 * the session on the host on which it is.
 */
export const busClient = (
  world: World,
  credential: TokenCredential = credentialOf(world, 'owner'),
  name = 'sbconf',
  run?: number,
): ServiceBusClient => new ServiceBusClient(hostOf(name), credential, options(world, run));

export const busClientOf = (world: World, connectionString: string): ServiceBusClient =>
  new ServiceBusClient(connectionString, options(world));
