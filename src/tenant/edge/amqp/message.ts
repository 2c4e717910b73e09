import { bodyFromText, bodyToText, sectionsOf, type TextBody } from './body.ts';
import { decode, rhea, type Message } from './rhea.ts';

/** A message as the data plane's requests hold it. */
export interface PlainMessage extends TextBody {
  ContentType?: string;
  BrokerProperties: BrokerProperties;
  UserProperties: Record<string, unknown>;
}

/** Source: "Message headers and properties" of the Service Bus REST reference; the `…Ms` are exact times. */
export interface BrokerProperties {
  MessageId?: string;
  CorrelationId?: string;
  Label?: string;
  To?: string;
  ReplyTo?: string;
  SessionId?: string;
  ReplyToSessionId?: string;
  PartitionKey?: string;
  /** Seconds. */
  TimeToLive?: number;
  ScheduledEnqueueTimeUtc?: string;
  DeliveryCount?: number;
  EnqueuedSequenceNumber?: number;
  LockToken?: string;
  SequenceNumber?: number;
  State?: 'Active' | 'Deferred' | 'Scheduled';
  DeadLetterSource?: string;
  EnqueuedTimeMs?: number;
  LockedUntilMs?: number;
  ScheduledEnqueueTimeMs?: number;
  ExpiresAtMs?: number;
}

/** AMQP's name of a property and the broker's. */
const texts = [
  ['message_id', 'MessageId'],
  ['correlation_id', 'CorrelationId'],
  ['subject', 'Label'],
  ['to', 'To'],
  ['reply_to', 'ReplyTo'],
  ['group_id', 'SessionId'],
  ['reply_to_group_id', 'ReplyToSessionId'],
] as const;

/** Longest time to live that AMQP's header can say, in ms; what lives longer says nothing. */
const longest = 0xffff_ffff;

const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;

/** A user property as JSON: a time becomes its milliseconds, as the official client gives it back; bytes have no form. */
function toJson(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  return undefined;
}

export const plainProperties = (properties: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries((properties ?? {}) as object).map(([name, value]) => [name, toJson(value)]));

/** An AMQP message as a request holds it. Returns the name of a property that has no JSON form instead, if there is one. */
export function plainOf(message: Message): PlainMessage | { unfit: string } {
  const annotations = (message.message_annotations ?? {}) as Record<string, unknown>;
  const scheduled = annotations['x-opt-scheduled-enqueue-time'] as Date | number | undefined;
  const properties = plainProperties(message.application_properties);
  const unfit = Object.keys(properties).find((name) => properties[name] === undefined);
  if (unfit !== undefined) return { unfit };
  const said = texts.map(([amqp, broker]) => {
    const value = message[amqp] as unknown;
    return [broker, value === undefined || value === null ? undefined : String(value as string | number)];
  });
  return present({
    ...bodyToText(message.body),
    ContentType: message.content_type as string | undefined,
    BrokerProperties: present({
      ...(Object.fromEntries(said) as BrokerProperties),
      TimeToLive: message.ttl === undefined ? undefined : (message.ttl as number) / 1000,
      PartitionKey: annotations['x-opt-partition-key'] as string | undefined,
      ScheduledEnqueueTimeUtc: scheduled === undefined ? undefined : new Date(scheduled).toISOString(),
    }),
    UserProperties: properties,
  });
}

/** The messages of one transfer: a batch (Service Bus's own format) holds whole messages as its data sections. */
export function messagesOf(message: Message | Buffer, format: number): Message[] {
  if (format !== batchFormat) return [message as Message];
  const { body } = decode(message as Buffer);
  return (sectionsOf(body) ?? []).map((bytes) => decode(bytes));
}

export const batchFormat = 0x8001_3700;

const states = { Active: 0, Deferred: 1, Scheduled: 2 };
const time = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));

/**
 * A stored message as AMQP brings it. `first` is what the delivery count of a message delivered once is: a receiver is
 * told of earlier deliveries only, a browser of all. Source: "AMQP 1.0 protocol guide" (learn.microsoft.com).
 */
export function amqpOf(plain: PlainMessage, first: 0 | 1): Record<string, unknown> {
  const { BrokerProperties: broker } = plain;
  const ttl = broker.TimeToLive === undefined ? undefined : Math.round(broker.TimeToLive * 1000);
  return present({
    ...Object.fromEntries(texts.map(([amqp, name]) => [amqp, broker[name]])),
    content_type: plain.ContentType,
    ttl: ttl !== undefined && ttl <= longest ? ttl : undefined,
    absolute_expiry_time: ttl !== undefined && ttl <= longest ? time(broker.ExpiresAtMs) : undefined,
    creation_time: time(broker.EnqueuedTimeMs),
    delivery_count: Math.max((broker.DeliveryCount ?? 0) - 1 + first, 0),
    application_properties: Object.keys(plain.UserProperties).length ? plain.UserProperties : undefined,
    message_annotations: present({
      'x-opt-enqueued-time': time(broker.EnqueuedTimeMs),
      'x-opt-sequence-number': rhea.types.wrap_long(broker.SequenceNumber ?? 0),
      'x-opt-enqueue-sequence-number':
        broker.EnqueuedSequenceNumber === undefined ? undefined : rhea.types.wrap_long(broker.EnqueuedSequenceNumber),
      'x-opt-locked-until': time(broker.LockedUntilMs),
      'x-opt-scheduled-enqueue-time': time(broker.ScheduledEnqueueTimeMs),
      'x-opt-partition-key': broker.PartitionKey,
      'x-opt-deadletter-source': broker.DeadLetterSource,
      'x-opt-message-state': rhea.types.wrap_int(states[broker.State ?? 'Active']),
    }),
    body: bodyFromText(plain),
  });
}
