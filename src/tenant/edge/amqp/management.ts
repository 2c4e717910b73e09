import type { HttpResponse } from '#kernel/http.ts';
import type { Caller } from './caller.ts';
import { guidBytes, guidOf } from './guid.ts';
import { isGood } from './inlet.ts';
import { amqpOf, plainOf, plainProperties, type PlainMessage } from './message.ts';
import type { Locks } from './outlet.ts';
import { faultOf, notSimulated, refusalOf } from './refusal.ts';
import { decode, rhea, type AmqpError } from './rhea.ts';

/** What a `$management` node answers. */
export interface ManagementAnswer {
  status: number;
  error?: AmqpError;
  body?: Record<string, unknown>;
}

type Asked = Record<string, unknown>;
type Work = (asked: Asked, about: { entity: string; caller: Caller; locks: Locks }) => Promise<ManagementAnswer>;

/** Types of array elements in AMQP's encoding. */
const long = 0x81;
const timestamp = 0x83;

/** What the official client takes for each condition is derived from the status alone where no condition is named. */
const statuses: Record<string, number> = {
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
  'amqp:unauthorized-access': 401,
};

const refused = (error: AmqpError, status: number): ManagementAnswer => ({
  status: statuses[error.condition] ?? (status || 404),
  error,
});
const refusedBy = (answer: HttpResponse): ManagementAnswer => refused(refusalOf(answer), answer.status);

/** What an operation needs and a client did not give. */
class Malformed extends Error {}

function list<T>(asked: Asked, name: string, fits: (one: unknown) => boolean): T[] {
  const value = asked[name];
  if (Array.isArray(value) && value.every(fits)) return value as T[];
  throw new Malformed(`The operation needs '${name}'.`);
}
const lockTokens = (asked: Asked): Buffer[] =>
  list(asked, 'lock-tokens', (one) => Buffer.isBuffer(one) && one.length === 16);
const sequenceNumbers = (asked: Asked): number[] => list(asked, 'sequence-numbers', Number.isInteger);
const encoded = (plain: PlainMessage, first: 0 | 1): Buffer => rhea.message.encode(amqpOf(plain, first));

const renewLock: Work = async (asked, { entity, caller, locks }) => {
  const until: number[] = [];
  for (const token of lockTokens(asked)) {
    const lock = guidOf(token);
    const answer = await caller.ask(entity, 'POST', `messages/${locks.get(lock) ?? 0}/${lock}`);
    if (!isGood(answer)) return refusedBy(answer);
    const held = JSON.parse(answer.headers['brokerproperties'] ?? '{}') as { LockedUntilMs?: number };
    until.push(held.LockedUntilMs ?? 0);
  }
  return { status: 200, body: { expirations: rhea.types.wrap_array(until, timestamp, undefined) } };
};

const peek: Work = async (asked, { entity, caller }) => {
  const query = `from=${Number(asked['from-sequence-number'])}&count=${Math.min(Number(asked['message-count']), 100)}`;
  const answer = await caller.ask(entity, 'GET', `messages/peek?${query}`);
  if (!isGood(answer)) return refusedBy(answer);
  const found = JSON.parse(answer.body) as PlainMessage[];
  if (!found.length) return { status: 204 };
  return { status: 200, body: { messages: found.map((plain) => ({ message: encoded(plain, 1) })) } };
};

const receiveDeferred: Work = async (asked, { entity, caller, locks }) => {
  const mode = Number(asked['receiver-settle-mode']) === 0 ? 'ReceiveAndDelete' : 'PeekLock';
  const which = sequenceNumbers(asked).join(',');
  const answer = await caller.ask(entity, 'POST', `messages/deferred?mode=${mode}&sequenceNumbers=${which}`);
  if (!isGood(answer)) return refusedBy(answer);
  const messages = (JSON.parse(answer.body) as PlainMessage[]).map((plain) => {
    const { LockToken, SequenceNumber = 0 } = plain.BrokerProperties;
    if (LockToken !== undefined) locks.set(LockToken, SequenceNumber);
    const lock = LockToken === undefined ? {} : { 'lock-token': rhea.types.wrap_uuid(guidBytes(LockToken)) };
    return { message: encoded(plain, 0), ...lock };
  });
  return { status: 200, body: { messages } };
};

const schedule: Work = async (asked, { entity, caller }) => {
  const fits = (one: unknown) => Buffer.isBuffer((one as { message?: unknown } | null)?.message);
  const messages = list<{ message: Buffer }>(asked, 'messages', fits);
  const plain = messages.map(({ message }) => plainOf(decode(message)));
  const unfit = plain.find((one) => 'unfit' in one);
  if (unfit) return refused(notSimulated(`The property '${unfit.unfit}'`), 501);
  const answer = await caller.ask(entity, 'POST', 'messages/batch', plain);
  if (!isGood(answer)) return refusedBy(answer);
  const { SequenceNumbers } = JSON.parse(answer.body) as { SequenceNumbers: number[] };
  return { status: 200, body: { 'sequence-numbers': rhea.types.wrap_array(SequenceNumbers, long, undefined) } };
};

const cancel: Work = async (asked, { entity, caller }) => {
  for (const number of sequenceNumbers(asked)) {
    const answer = await caller.ask(entity, 'DELETE', `messages/scheduled/${number}`);
    if (!isGood(answer)) return refusedBy(answer);
  }
  return { status: 200 };
};

/** Settlement of a deferred message, or after its link is gone. */
const updateDisposition: Work = async (asked, { entity, caller, locks }) => {
  const properties = plainProperties(asked['properties-to-modify']);
  const text = (name: string, value: unknown) => (value === undefined || value === null ? {} : { [name]: value });
  const reasons = {
    ...text('reason', asked['deadletter-reason']),
    ...text('description', asked['deadletter-description']),
  };
  const ways: Record<string, [method: string, how: string, body?: unknown]> = {
    completed: ['DELETE', ''],
    abandoned: Object.keys(properties).length ? ['POST', '/abandon', { properties }] : ['PUT', ''],
    defered: ['POST', '/defer', { properties }],
    suspended: ['POST', '/deadletter', { ...reasons, properties }],
  };
  const way = ways[String(asked['disposition-status'])];
  if (!way) return refused(notSimulated(`The disposition '${String(asked['disposition-status'])}'`), 501);
  const [method, how, body] = way;
  for (const token of lockTokens(asked)) {
    const lock = guidOf(token);
    const answer = await caller.ask(entity, method, `messages/${locks.get(lock) ?? 0}/${lock}${how}`, body);
    if (!isGood(answer)) return refusedBy(answer);
  }
  return { status: 200 };
};

const operations: Record<string, Work> = {
  'com.microsoft:renew-lock': renewLock,
  'com.microsoft:peek-message': peek,
  'com.microsoft:receive-by-sequence-number': receiveDeferred,
  'com.microsoft:schedule-message': schedule,
  'com.microsoft:cancel-scheduled-message': cancel,
  'com.microsoft:update-disposition': updateDisposition,
};

/**
 * An operation of a `$management` node. What is not here (sessions, rules) is refused as not implemented.
 * Source: "AMQP 1.0 in Microsoft Azure Service Bus: request-response-based operations" (learn.microsoft.com).
 */
export async function manage(
  operation: string,
  asked: Asked,
  about: { entity: string; caller: Caller; locks: Locks },
): Promise<ManagementAnswer> {
  const work = operations[operation];
  if (!work) return refused(notSimulated(`The operation '${operation}'`), 501);
  return work(asked, about).catch((error: unknown) => {
    const { condition, description } = faultOf(error);
    if (error instanceof Malformed) return refused({ condition: 'com.microsoft:argument-error', description }, 400);
    return refused({ condition, description }, 500);
  });
}
