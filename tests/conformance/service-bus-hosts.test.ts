import { beforeAll, describe, expect, it } from 'vitest';
import { runOnHost } from './on-host.ts';
import type { BusTask } from './service-bus-program.ts';
import { busClient, BusLog, createBus, grantBus, hostOf, namespaceId } from './service-bus-world.ts';
import { credentialOf } from './transport.ts';
import { openWorld, type World } from './world.ts';

const host = hostOf('sbconf');
const queueId = `${namespaceId('sbconf')}/queues/q1`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await createBus(world, 'sbconf');
  await grantBus(world, 'reader', 'receiver', queueId);
  const principalId = world.made['app-system']?.identity?.principalId ?? '';
  await grantBus(world, { id: principalId }, 'sender', queueId);
  await world.client.wait(15 * 60_000);
});

describe('ServiceBusClient with DefaultAzureCredential, unchanged, from a host', () => {
  const send = { host, queue: 'q1', body: 'from the app' };
  const onHost = (site: string, bus: BusTask) => runOnHost(world, site, { credential: null, chain: true, bus });

  it('a system-assigned identity sends, and every request says from where', async () => {
    const log = new BusLog(world, host);
    const { value, seen } = await onHost('app-system', send);
    expect(value).toEqual({ value: 'sent' });
    expect(seen[0]?.request.headers).toHaveProperty('x-identity-header');
    log.end();
    expect(seen.at(-1)?.request.headers?.['user-agent']).toMatch(/^azsdk-js-azureservicebus\/7/);
    expect(log.lines).toEqual([
      'POST /q1/$claims 204',
      'POST /q1/$claims?action=Send 204',
      'POST /q1/messages/batch 201',
    ]);
    const inputs = world.edge.tenant.entries.slice(-3).map(({ input }) => (input.kind === 'request' ? input.run : 0));
    expect(inputs.every((run) => run !== undefined && run > 0)).toBe(true);
  });

  it('a sender may not listen', async () => {
    const { error } = await onHost('app-system', { host, queue: 'q1' });
    expect(error).toMatchObject({ name: 'ServiceBusError', code: 'UnauthorizedAccess' });
    expect(error?.message).toContain(
      `'Listen' claim(s) are required to perform this operation. Resource: 'sb://${host}/q1'.`,
    );
  });

  it('a receiver gets it', async () => {
    const client = busClient(world, credentialOf(world, 'reader'));
    const receiver = client.createReceiver('q1', { receiveMode: 'receiveAndDelete' });
    expect((await receiver.receiveMessages(1)).map(({ body }) => body as unknown)).toEqual(['from the app']);
    await client.close();
  });

  it('a host without an identity has no token to show', async () => {
    const { error } = await onHost('app-none', send);
    expect(error?.name).toMatch(/AggregateAuthenticationError|CredentialUnavailableError/);
  });

  it('a client in this process speaks from the host that its port names', async () => {
    const { run } = await world.enter('app-user');
    const before = world.edge.tenant.entries.length;
    const client = busClient(world, credentialOf(world, 'reader'), 'sbconf', run);
    expect(await client.createReceiver('q1').receiveMessages(1, { maxWaitTimeInMs: 100 })).toEqual([]);
    await client.close();
    const inputs = world.edge.tenant.entries
      .slice(before)
      .flatMap(({ input }) => (input.kind === 'request' ? [input] : []));
    expect(
      inputs.filter(({ request }) => request.url.startsWith(`https://${host}/`)).map((input) => input.run),
    ).toEqual([run, run, run]);
  });
});
