import { second } from '#kernel/clock.ts';
import type { Refusal } from '#kernel/result.ts';
import { badMessage } from './errors.ts';
import type { MessageRow, Told } from './models.ts';

/** A message as a sender gives it. */
export interface Given {
  told: Partial<Told>;
  body: string;
  bodyType?: string;
  contentType?: string;
  user: Record<string, unknown>;
  /** Milliseconds. */
  timeToLive?: number;
  /** Virtual ms. */
  scheduledAt?: number;
}

export const batchType = 'application/vnd.microsoft.servicebus.json';
const texts = ['MessageId', 'CorrelationId', 'Label', 'To', 'ReplyTo', 'ReplyToSessionId', 'SessionId', 'PartitionKey'];
const longest = 128;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text as JSON, or undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

type BrokerProperties = Pick<Given, 'told' | 'timeToLive' | 'scheduledAt' | 'contentType'>;

/** The broker properties of a message to be sent; those that nobody knows are ignored. Source: "Message headers and properties". */
function brokerProperties(given: unknown): BrokerProperties | Refusal {
  if (given === undefined || given === null) return { told: {} };
  if (!isFields(given)) return badMessage('BrokerProperties');
  const odd = texts.find((name) => {
    const value = given[name];
    return value !== undefined && value !== null && (typeof value !== 'string' || value.length > longest);
  });
  if (odd !== undefined) return badMessage(odd);
  const told = Object.fromEntries(texts.filter((name) => given[name]).map((name) => [name, given[name]]));
  const { TimeToLive: life, ScheduledEnqueueTimeUtc: due, ContentType: type } = given;
  if (life !== undefined && (typeof life !== 'number' || !(life > 0))) return badMessage('TimeToLive');
  const at = typeof due === 'string' ? Date.parse(due) : NaN;
  if (due !== undefined && Number.isNaN(at)) return badMessage('ScheduledEnqueueTimeUtc');
  return {
    told,
    ...(life !== undefined && { timeToLive: life * second }),
    ...(due !== undefined && { scheduledAt: at }),
    ...(typeof type === 'string' && { contentType: type }),
  };
}

function batchItem(item: unknown): Given | Refusal {
  if (!isFields(item) || typeof item['Body'] !== 'string') return badMessage('Body');
  const { Body: body, BodyType: bodyType, ContentType: type, UserProperties: user } = item;
  const broker = brokerProperties(item['BrokerProperties']);
  if ('status' in broker) return broker;
  if (user !== undefined && user !== null && !isFields(user)) return badMessage('UserProperties');
  return {
    ...broker,
    body: body as string,
    user: isFields(user) ? user : {},
    ...(typeof bodyType === 'string' && { bodyType }),
    ...(typeof type === 'string' && { contentType: type }),
  };
}

/** A batch: JSON with a body, broker properties and user properties of each message. Source: "Send message batch". */
export function batchIn(text: string): Given[] | Refusal {
  const list = parsed(text);
  if (!Array.isArray(list) || list.length === 0) return badMessage('The message batch');
  const items = list.map(batchItem);
  return items.find((item) => 'status' in item) ?? (items as Given[]);
}

/** Header fields that belong to the transport: every other one is a property of the message. */
const transport =
  /^(?:authorization|brokerproperties|content-.*|host|accept.*|user-agent|connection|date|expect|te|transfer-encoding|origin|referer|cookie|sec-.*|x-ms-.*|x-forwarded-.*|traceparent|tracestate|cache-control|pragma|dnt|priority|via)$/;

/** `"text"`, `12`, `true`: how values of properties stand in header fields; what is nothing of this is a text. */
const valueIn = (text: string): unknown => {
  const value = parsed(text);
  return ['string', 'number', 'boolean'].includes(typeof value) ? value : text;
};

/** One message in the body, its properties in header fields. Source: "Send message". */
export function messageIn(headers: Record<string, string>, body: string): Given | Refusal {
  const { brokerproperties: line } = headers;
  const broker = brokerProperties(line === undefined || line === '' ? undefined : (parsed(line) ?? line));
  if ('status' in broker) return broker;
  const user = Object.entries(headers).filter(([name]) => !transport.test(name));
  const type = headers['content-type'];
  return {
    ...broker,
    body,
    ...(type && { contentType: type }),
    user: Object.fromEntries(user.map(([name, value]) => [name, valueIn(value)])),
  };
}

/** 2^63 ticks, in seconds: what Azure shows for a message that never expires. */
const endless = 922337203685.47754;
const httpTime = (at: number): string => new Date(at).toUTCString();

/** What a receiver is told of a message. */
export function brokerOut(message: MessageRow): Fields {
  const { told, contentType, deliveryCount, enqueuedSequence, enqueuedAt, lockToken, lockedUntil, state } = message;
  return {
    ...(contentType !== undefined && { ContentType: contentType }),
    ...told,
    DeliveryCount: deliveryCount,
    EnqueuedSequenceNumber: enqueuedSequence,
    EnqueuedTimeUtc: httpTime(enqueuedAt),
    ...(state === 'Scheduled' && { ScheduledEnqueueTimeUtc: httpTime(enqueuedAt) }),
    ...(lockToken !== undefined && { LockToken: lockToken, LockedUntilUtc: httpTime(lockedUntil ?? 0) }),
    SequenceNumber: message.sequence,
    State: state,
    TimeToLive: message.timeToLive ?? endless,
  };
}

/** Times to the millisecond, which no header field of Azure has but its other protocol. */
const exactTimes = ({ enqueuedAt, lockedUntil, expiresAt }: MessageRow): Fields => ({
  EnqueuedTimeMs: enqueuedAt,
  ...(lockedUntil !== undefined && { LockedUntilMs: lockedUntil }),
  ...(expiresAt !== undefined && { ExpiresAtMs: expiresAt }),
});

/** The message in one JSON object, as the bridge of the other protocol asks for it. */
export const jsonOut = (message: MessageRow): Fields => ({
  Body: message.body,
  ...(message.bodyType !== undefined && { BodyType: message.bodyType }),
  ...(message.contentType !== undefined && { ContentType: message.contentType }),
  BrokerProperties: { ...brokerOut(message), ...exactTimes(message) },
  UserProperties: message.user,
});

/** Header fields are ASCII: JSON escapes the rest. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const plain = /^[\x20-\x7e\t]*$/;

/** A received message in header fields. Properties whose name is no name of a field, or one of the transport's, stay away. */
export function headersOut(message: MessageRow): Record<string, string> {
  const { user, contentType = '' } = message;
  const own = Object.entries(user).filter(
    ([name, value]) =>
      /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
      !transport.test(name.toLowerCase()) &&
      ['string', 'number', 'boolean'].includes(typeof value),
  );
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), ascii(value)])),
    ...(contentType && plain.test(contentType) && { 'content-type': contentType }),
    brokerproperties: ascii(brokerOut(message)),
  };
}
