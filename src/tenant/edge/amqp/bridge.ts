import { Caller, entityOf } from './caller.ts';
import { putToken } from './claims.ts';
import { openInlet } from './inlet.ts';
import { manage } from './management.ts';
import { Outlet, type Locks } from './outlet.ts';
import type { AmqpPort } from './port.ts';
import { notSimulated } from './refusal.ts';
import { rhea, settleAtOnce, type Connection, type EventContext, type Message, type Receiver } from './rhea.ts';

/** A connection's bytes, whatever carries them: a WebSocket of a server, one inside the page, or a test. */
export interface ByteStream {
  /** The namespace that the client connected to, `{name}.servicebus.windows.net`. */
  readonly host: string;
  /** To the client. */
  send(bytes: Uint8Array): void;
  close(): void;
  /** Set by the bridge; whoever carries the bytes calls them. */
  onData?: (bytes: Uint8Array) => void;
  onClose?: () => void;
}

/** As Service Bus opens its own. */
const maxFrameSize = 65_536;
/** The largest message of the Standard tier, in bytes. */
const maxMessageSize = 262_144;
const requestCredit = 100;

const isRequestNode = (address: string): boolean => /(^|\/)\$(cbs|management)$/i.test(address);

/**
 * Serves one AMQP 1.0 connection. The protocol lives here; every act of the client becomes a plain request through the
 * port, which decides. The only timers are those of the AMQP engine: the heartbeat that a client asked for when it opened
 * the connection. They run on the real clock, keep no state of the tenant and end with the connection.
 */
export function acceptAmqp(port: AmqpPort, stream: ByteStream): void {
  const caller = new Caller(port, stream.host.toLowerCase());
  const locks: Locks = new Map();
  const outlets = new Set<Outlet>();
  const container = rhea.create_container({
    id: stream.host,
    max_frame_size: maxFrameSize,
    sender_options: { autosettle: false, treat_modified_as_released: false },
    receiver_options: { autoaccept: false, credit_window: 0, max_message_size: maxMessageSize },
  });
  const mechanism = () => ({
    outcome: undefined as boolean | undefined,
    start() {
      this.outcome = true;
    },
  });
  Object.assign(container.sasl_server_mechanisms as object, { MSSBCBS: mechanism, ANONYMOUS: mechanism });

  const unsubscribe = port.onChange((happening) => {
    for (const outlet of outlets) outlet.happened(happening);
  });
  container.on('connection_open', ({ connection }: EventContext) => {
    const agent = connection.properties?.['user-agent'] as unknown;
    if (typeof agent === 'string') caller.agent = agent;
  });
  container.on('receiver_open', ({ receiver }: EventContext) => {
    if (!receiver) return;
    // A coordinator of transactions has no address.
    if (typeof receiver.target?.address !== 'string') return receiver.close(notSimulated('A link to no address'));
    if (isRequestNode(receiver.target.address)) serveRequests(receiver, caller, locks);
    else openInlet(receiver, caller);
  });
  container.on('sender_open', ({ sender }: EventContext) => {
    if (!sender) return;
    const address = sender.source?.address as unknown;
    if (typeof address !== 'string') return sender.close(notSimulated('A link from no address'));
    if (isRequestNode(address)) {
      sender.set_source({ address });
      return;
    }
    const outlet = new Outlet(sender, caller, locks);
    outlets.add(outlet);
    sender.on('sender_close', () => outlets.delete(outlet));
  });
  const end = () => {
    unsubscribe();
    outlets.clear();
  };
  for (const event of ['connection_close', 'disconnected']) container.on(event, end);
  // Without a listener the engine prints or throws; the client hears of each of these in its own way.
  for (const event of [
    'connection_error',
    'session_error',
    'receiver_error',
    'sender_error',
    'protocol_error',
    'error',
  ])
    container.on(event, () => undefined);
  container.websocket_accept(...webSocketOf(stream));
}

/** A node that answers requests: `$cbs` and each entity's `$management`. */
function serveRequests(link: Receiver, caller: Caller, locks: Locks): void {
  const { address = '' } = link.target;
  link.set_target({ address });
  link.add_credit(requestCredit);
  link.on('message', ({ message, delivery, connection }: EventContext) => {
    if (!message) return;
    delivery?.accept();
    void answerTo(message, address, caller, locks).then((answer) => {
      reply(connection, message, answer);
      link.add_credit(1);
    });
  });
}

async function answerTo(message: Message, address: string, caller: Caller, locks: Locks): Promise<Partial<Message>> {
  if (/^\$cbs$/i.test(address)) {
    const { status, description } = await putToken(caller, message);
    return {
      application_properties: { 'status-code': rhea.types.wrap_int(status), 'status-description': description },
    };
  }
  const operation = String((message.application_properties as Record<string, unknown> | undefined)?.['operation']);
  const asked = (message.body ?? {}) as Record<string, unknown>;
  const { status, error, body } = await manage(operation, asked, { entity: entityOf(address), caller, locks });
  return {
    application_properties: {
      statusCode: rhea.types.wrap_int(status),
      statusDescription: error?.description ?? 'OK',
      ...(error && { errorCondition: rhea.types.wrap_symbol(error.condition) }),
    },
    body: body ?? null,
  };
}

/** On the link whose name or target the request gave as its address for replies. */
function reply(connection: Connection, request: Message, answer: Partial<Message>): void {
  const to = request.reply_to as unknown;
  const link = connection.find_sender(
    ({ name, target }: { name: string; target?: { address?: string } }) => name === to || target?.address === to,
  );
  if (!link) return;
  settleAtOnce(link.send({ ...answer, correlation_id: request.message_id as unknown } as Message));
}

/** The engine takes a connection's bytes from something like a WebSocket. */
function webSocketOf(stream: ByteStream): Parameters<typeof rhea.websocket_accept> {
  const socket = {
    url: `wss://${stream.host}/$servicebus/websocket`,
    binaryType: 'arraybuffer',
    send: (bytes: Uint8Array) => stream.send(bytes),
    close: () => stream.close(),
    onmessage: (_: { data: Uint8Array }): void => undefined,
    onclose: (): void => undefined,
  };
  stream.onData = (bytes) => socket.onmessage({ data: bytes });
  stream.onClose = () => socket.onclose();
  return [socket, {}] as unknown as Parameters<typeof rhea.websocket_accept>;
}
