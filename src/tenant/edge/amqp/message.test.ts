import { describe, expect, it } from 'vitest';
import { bodyFromText, bodyToText } from './body.ts';
import { guidBytes, guidOf, lockTag } from './guid.ts';
import { amqpOf, batchFormat, messagesOf, plainOf, type PlainMessage } from './message.ts';
import { decode, rhea, type Message } from './rhea.ts';

const section = (content: unknown, typecode = 0x75): unknown =>
  Object.assign(rhea.message.data_section(content) as object, { typecode });
const sent = (fields: Record<string, unknown>): Message => decode(rhea.message.encode(fields));

describe('a body', () => {
  const bodies: [string, unknown, string | undefined][] = [
    ['text', section(Buffer.from('grüße <&>')), undefined],
    ['nothing', section(Buffer.alloc(0)), undefined],
    ['bytes that are no text', section(Buffer.from([0xff, 0, 1])), 'base64'],
    ['a value', section({ a: [1, 'x', true] }, 0x77), 'amqp'],
    ['a sequence', section([1, 2], 0x76), 'amqp'],
  ];
  it.each(bodies)('of %s goes to text and back', (_, body, type) => {
    const whole = sent({ body }).body as unknown;
    const text = bodyToText(whole);
    expect(text.BodyType).toBe(type);
    expect(sent({ body: bodyFromText(text) }).body as unknown).toEqual(whole);
  });

  it('of text stays readable', () => {
    expect(bodyToText(sent({ body: section(Buffer.from('{"a":1}')) }).body)).toEqual({ Body: '{"a":1}' });
  });
});

describe('a message', () => {
  const whole = {
    message_id: 'm1',
    correlation_id: 'c1',
    subject: 's',
    to: 't',
    reply_to: 'r',
    group_id: 'g',
    reply_to_group_id: 'rg',
    content_type: 'application/json',
    ttl: 90_500,
    application_properties: { Text: 'x', Number: 1.5, Yes: true, At: new Date(5) },
    message_annotations: {
      'x-opt-partition-key': 'p',
      'x-opt-scheduled-enqueue-time': new Date('2026-11-23T10:00:00Z'),
    },
    body: section(Buffer.from('hello')),
  };

  it('is plain with every property', () => {
    expect(plainOf(sent(whole))).toEqual({
      Body: 'hello',
      ContentType: 'application/json',
      BrokerProperties: {
        MessageId: 'm1',
        CorrelationId: 'c1',
        Label: 's',
        To: 't',
        ReplyTo: 'r',
        SessionId: 'g',
        ReplyToSessionId: 'rg',
        TimeToLive: 90.5,
        PartitionKey: 'p',
        ScheduledEnqueueTimeUtc: '2026-11-23T10:00:00.000Z',
      },
      UserProperties: { Text: 'x', Number: 1.5, Yes: true, At: 5 },
    });
  });

  it('with no property at all has only a body', () => {
    expect(plainOf(sent({ body: section(Buffer.from('x')) }))).toEqual({
      Body: 'x',
      BrokerProperties: {},
      UserProperties: {},
    });
  });

  it('with a property that has no JSON form says which', () => {
    expect(
      plainOf(sent({ body: section(Buffer.from('x')), application_properties: { Raw: Buffer.from('x') } })),
    ).toEqual({ unfit: 'Raw' });
  });

  it('comes back with what the broker added', () => {
    const plain = plainOf(sent(whole)) as PlainMessage;
    plain.BrokerProperties = {
      ...plain.BrokerProperties,
      DeliveryCount: 2,
      SequenceNumber: 70_000_000_000,
      EnqueuedTimeMs: 1000,
      LockedUntilMs: 61_000,
      ExpiresAtMs: 91_500,
      State: 'Deferred',
      DeadLetterSource: 'q1',
    };
    const { ttl, delivery_count, message_annotations, ...back } = sent(amqpOf(plain, 0));
    expect(back).toMatchObject({ message_id: 'm1', subject: 's', content_type: 'application/json' });
    expect([ttl, delivery_count]).toEqual([90_500, 1]);
    expect(sent(amqpOf(plain, 1)).delivery_count).toBe(2);
    expect(message_annotations).toMatchObject({
      'x-opt-sequence-number': 70_000_000_000,
      'x-opt-enqueued-time': new Date(1000),
      'x-opt-locked-until': new Date(61_000),
      'x-opt-message-state': 1,
      'x-opt-deadletter-source': 'q1',
    });
  });

  it('that lives for ever says nothing of how long', () => {
    const plain = { Body: '', BrokerProperties: { TimeToLive: 922_337_203_685 }, UserProperties: {} };
    expect(sent(amqpOf(plain, 0)).ttl).toBeUndefined();
  });
});

it('a batch is the messages in it, be it one or more', () => {
  const one = rhea.message.encode({ message_id: 'a', body: section(Buffer.from('1')) });
  const two = rhea.message.encode({ message_id: 'b', body: section(Buffer.from('2')) });
  for (const inside of [[one], [one, two]]) {
    const batch = rhea.message.encode({ body: rhea.message.data_sections(inside) as unknown });
    expect(messagesOf(batch, batchFormat).map((message) => message.message_id as unknown)).toEqual(
      ['a', 'b'].slice(0, inside.length),
    );
  }
});

it('a lock token is written in the order of .NET as a tag and in its own as a uuid', () => {
  const guid = '00112233-4455-6677-8899-aabbccddeeff';
  expect(lockTag(guid).toString('hex')).toBe('33221100554477668899aabbccddeeff');
  expect(guidOf(guidBytes(guid))).toBe(guid);
});
