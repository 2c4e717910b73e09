import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { acceptAmqp, type ByteStream } from './bridge.ts';
import type { AmqpPort, Happening } from './port.ts';
import { rhea, type Connection, type EventContext, type Message } from './rhea.ts';

const host = 'ns1.servicebus.windows.net';
const stored = (number: number) => ({
  Body: `${number}`,
  BrokerProperties: { SequenceNumber: number, LockToken: `00000000-0000-4000-8000-00000000000${number}` },
  UserProperties: {},
});

/** A front door that answers from a list of ready messages and says of every claim that it is good. */
function frontDoor() {
  const asked: string[] = [];
  const ready: object[] = [];
  const listeners = new Set<(happening: Happening) => void>();
  const answer = ({ url }: HttpRequest): HttpResponse => {
    const count = Number(/receive\?.*count=(\d+)/.exec(url)?.[1] ?? 0);
    const body = url.includes('/receive') ? JSON.stringify(ready.splice(0, count)) : '';
    return { status: url.includes('$claims') ? 204 : 200, headers: {}, body };
  };
  const port: AmqpPort = {
    send(request) {
      asked.push(`${request.method} ${request.url.replace(`https://${host}/`, '')}`);
      return Promise.resolve(answer(request));
    },
    peek: () => Promise.reject(new Error('not asked')),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const happens = (happening: Happening) => listeners.forEach((listener) => listener(happening));
  return { port, asked, ready, listeners, happens };
}

/** Nothing here waits for a clock: once the queues of this turn are empty, all has happened. */
const turns = () => new Promise((resolve) => setImmediate(resolve));
const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

/** A client of the engine's own over bytes that come in pieces, as a network brings them. */
function connect(port: AmqpPort, options: object = {}) {
  const heard: { data?: (bytes: Buffer) => void; end?: () => void } = {};
  const stream: ByteStream = {
    host,
    send: (bytes) =>
      queueMicrotask(() => {
        for (const byte of bytes) heard.data?.(Buffer.from([byte]));
      }),
    close: () => queueMicrotask(() => heard.end?.()),
  };
  acceptAmqp(port, stream);
  const socket = {
    on: (event: string, listener: () => void) => Object.assign(heard, { [event]: listener }),
    write: (bytes: Buffer) => queueMicrotask(() => stream.onData?.(Uint8Array.from(bytes))),
    end: () => stream.onClose?.(),
    get_id_string: () => 'test',
  };
  const container = rhea.create_container({ id: 'client' });
  for (const event of ['disconnected', 'error', 'sender_error', 'receiver_error', 'protocol_error'])
    container.on(event, () => undefined);
  const connection = container.connect({
    reconnect: false,
    connection_details: () => ({
      connect: (_: number, __: string, ___: object, connected: () => void) => {
        queueMicrotask(connected);
        return socket;
      },
    }),
    ...options,
  } as unknown as Parameters<typeof container.connect>[0]);
  open.push(connection);
  return { connection, container, socket };
}

/** A request to `$cbs` or a `$management` node and its answer. */
async function request(connection: Connection, node: string, message: object): Promise<Message | undefined> {
  const receiver = connection.open_receiver({ source: node, target: 'me' });
  const sender = connection.open_sender(node);
  const answered = new Promise<Message | undefined>((resolve) =>
    receiver.on('message', (context: EventContext) => resolve(context.message)),
  );
  sender.once('sendable', () => sender.send({ message_id: 'r1', reply_to: 'me', body: null, ...message } as Message));
  return answered;
}

describe('a connection', () => {
  it.each(['ANONYMOUS', 'MSSBCBS'])('is opened with SASL %s', async (name) => {
    const mechanism = {
      start: (answer: (error: undefined, response: Buffer) => void) => answer(undefined, Buffer.alloc(0)),
    };
    const { connection } = connect(frontDoor().port, { sasl_mechanisms: { [name]: () => mechanism } });
    await turns();
    expect(connection.is_open()).toBe(true);
  });

  it('takes a token for a resource and speaks with it', async () => {
    const door = frontDoor();
    const { connection } = connect(door.port);
    const properties = { operation: 'put-token', name: `sb://${host}/q1`, type: 'jwt' };
    const answer = await request(connection, '$cbs', { body: 'eyJ', application_properties: properties });
    expect(answer).toMatchObject({ correlation_id: 'r1', application_properties: { 'status-code': 202 } });
    expect(door.asked).toEqual(['POST q1/$claims']);
  });

  it('that breaks leaves nobody listening', async () => {
    const door = frontDoor();
    const { socket } = connect(door.port);
    await turns();
    expect(door.listeners.size).toBe(1);
    socket.end();
    expect(door.listeners.size).toBe(0);
  });
});

describe('what is not simulated is refused as not implemented', () => {
  it.each([
    ['$cbs', 'delete-token', 'status-code'],
    ['q1/$management', 'com.microsoft:enumerate-rules', 'statusCode'],
    ['q1/$management', 'com.microsoft:get-session-state', 'statusCode'],
  ])('%s %s', async (node, operation, status) => {
    const { connection } = connect(frontDoor().port);
    const answer = await request(connection, node, { application_properties: { operation } });
    expect((answer?.application_properties as Record<string, unknown>)[status]).toBe(501);
  });

  it('a link to no address, as transactions have it', async () => {
    const { connection } = connect(frontDoor().port);
    const sender = connection.open_sender({ target: {} });
    await new Promise((resolve) => sender.on('sender_close', resolve));
    expect(sender.error).toMatchObject({ condition: 'amqp:not-implemented' });
  });

  it('a session', async () => {
    const { connection } = connect(frontDoor().port);
    const filter = { 'com.microsoft:session-filter': rhea.types.wrap_described('s1', 'com.microsoft:session-filter') };
    const receiver = connection.open_receiver({ source: { address: 'q1', filter } });
    await new Promise((resolve) => receiver.on('receiver_close', resolve));
    expect(receiver.error).toMatchObject({ condition: 'amqp:not-implemented' });
  });
});

describe('what goes wrong is told to the client', () => {
  const broken = () => ({ ...frontDoor().port, send: () => Promise.reject(new Error('the tenant is gone')) });

  it.each(['a sender', 'a receiver'])('%s is detached', async (which) => {
    const { connection } = connect(broken());
    const link = which === 'a sender' ? connection.open_sender('q1') : connection.open_receiver('q1');
    await new Promise((resolve) => link.on(which === 'a sender' ? 'sender_close' : 'receiver_close', resolve));
    expect(link.error).toMatchObject({ condition: 'amqp:internal-error', description: 'the tenant is gone' });
  });

  it('a message is rejected', async () => {
    const door = frontDoor();
    const { connection } = connect(door.port);
    const sender = connection.open_sender('q1');
    const scheduled = { 'x-opt-scheduled-enqueue-time': 'soon' };
    sender.once('sendable', () => sender.send({ body: 'x', message_annotations: scheduled } as unknown as Message));
    const { delivery } = await new Promise<EventContext>((resolve) => sender.on('rejected', resolve));
    expect(delivery?.remote_state?.['error']).toMatchObject({ condition: 'amqp:internal-error' });
    expect(door.asked).toEqual(['POST q1/$claims?action=Send']);
  });

  it.each([
    ['$cbs', { operation: 'put-token', name: 'q1', type: 'jwt' }, 500],
    ['q1/$management', { operation: 'com.microsoft:peek-message' }, 500],
    ['q1/$management', { operation: 'com.microsoft:renew-lock' }, 400],
    ['q1/$management', { operation: 'com.microsoft:schedule-message' }, 400],
    ['q1/$management', { operation: 'com.microsoft:cancel-scheduled-message' }, 400],
  ])('%s answers %o with %i', async (node, properties, status) => {
    const { connection } = connect(broken());
    const answer = await request(connection, node, { body: {}, application_properties: properties });
    const said = answer?.application_properties as Record<string, unknown>;
    expect(said['status-code'] ?? said['statusCode']).toBe(status);
  });
});

describe('a receiver that waits', () => {
  const waiting = async (door: ReturnType<typeof frontDoor>, credit = 3) => {
    const { connection } = connect(door.port);
    const got: string[] = [];
    const receiver = connection.open_receiver({ source: 'q1', credit_window: 0, autoaccept: false });
    receiver.on('message', ({ message }: EventContext) =>
      got.push(String((message?.body as { content: Buffer }).content)),
    );
    receiver.add_credit(credit);
    await turns();
    return { receiver, got };
  };
  const receive = 'POST q1/messages/receive?mode=PeekLock';
  const opened = 'POST q1/$claims?action=Listen';

  it('asks once for its credit, and for the rest of it when more may be there', async () => {
    const door = frontDoor();
    door.ready.push(stored(1), stored(2));
    const { got } = await waiting(door);
    expect([got, door.asked]).toEqual([
      ['1', '2'],
      [opened, `${receive}&count=3`],
    ]);
    door.ready.push(stored(3));
    door.happens({ request: { method: 'POST', url: `https://${host}/q1/messages/batch` }, status: 201 });
    await turns();
    expect([got, door.asked.slice(2)]).toEqual([['1', '2', '3'], [`${receive}&count=1`]]);
    door.happens({});
    await turns();
    expect(door.asked).toHaveLength(3);
  });

  const about = (path: string, method = 'POST', status = 200): Happening => ({
    request: { method, url: path.startsWith('/') ? `https://management.azure.com${path}` : `https://${path}` },
    status,
  });
  it.each<[string, Happening, boolean]>([
    ['time that moved', {}, true],
    ['a message sent', about(`${host}/q1/messages/batch`), true],
    ['a message sent by REST', about(`${host}/Q1/messages`, 'POST', 201), true],
    ['a lock given up', about(`${host}/q1/messages/1/lock`, 'PUT'), true],
    ['a lock given up with a reason', about(`${host}/q1/messages/1/lock/abandon`), true],
    ['a message set aside', about(`${host}/q1/messages/1/lock/deadletter`), true],
    ['a change of the namespace', about('/x/Microsoft.ServiceBus/namespaces/ns1/queues/q1', 'PUT'), true],
    ['a message that was refused', about(`${host}/q1/messages/batch`, 'POST', 401), false],
    ['a message for another queue', about(`${host}/q12/messages/batch`), false],
    ['a message at another namespace', about('ns2.servicebus.windows.net/q1/messages/batch'), false],
    ['a lock renewed', about(`${host}/q1/messages/1/lock`), false],
    ['a message completed', about(`${host}/q1/messages/1/lock`, 'DELETE'), false],
    ['somebody else who receives', about(`${host}/q1/messages/receive?mode=PeekLock&count=1`), false],
    ['a link that opens', about(`${host}/q1/$claims?action=Send`), false],
    ['a look at another resource', about('/x/Microsoft.KeyVault/vaults/kv1', 'PUT'), false],
  ])('after %s', async (_, happening, asks) => {
    const door = frontDoor();
    await waiting(door);
    door.asked.splice(0);
    door.happens(happening);
    await turns();
    expect(door.asked).toEqual(asks ? [`${receive}&count=3`] : []);
  });

  it('gives its credit back without asking again, and starts afresh', async () => {
    const door = frontDoor();
    const { receiver } = await waiting(door);
    const drained = new Promise((resolve) => receiver.on('receiver_drained', resolve));
    receiver.drain_credit();
    await drained;
    door.happens({});
    await turns();
    expect(door.asked).toEqual([opened, `${receive}&count=3`]);
    receiver.drain = false;
    receiver.add_credit(1);
    await turns();
    expect(door.asked.slice(2)).toEqual([`${receive}&count=1`]);
  });

  it('takes more than the engine holds at a time: what is settled is let go of', async () => {
    const door = frontDoor();
    const many = 2100;
    for (let number = 0; number < many; number += 1) door.ready.push(stored(1));
    const { receiver, got } = await waiting(door, 0);
    receiver.on('message', ({ delivery }: EventContext) => {
      delivery?.accept();
      receiver.add_credit(1);
    });
    receiver.add_credit(100);
    while (got.length < many) await turns();
    expect(door.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(many);
  });
});
