import type { Deviation } from '#kernel/deviation.ts';

/** Where Service Bus over AMQP differs here from Azure's, or where no public source settles what Azure does. */
export const amqpDeviations: Deviation[] = [
  {
    id: 'amqp-requests',
    title: 'AMQP is spoken at the edge only',
    azure: 'Clients of Service Bus speak AMQP 1.0; its operations are no HTTP requests.',
    ours: 'The edge speaks AMQP over a WebSocket with the client and makes one request of each thing that it does: a token shown, a link opened, a transfer (a batch is one), credit given, a message settled. These requests are in the log.',
    why: 'Everything that happens in this tenant is a request through one front door.',
  },
  {
    id: 'amqp-waiting',
    title: 'A receiver that waits',
    azure: 'A message goes to a waiting receiver as soon as it is there.',
    ours: 'The edge asks for messages when the client gives credit and, while the client waits, after each message sent or lock given up at the same queue or topic, each change of the namespace, and each time the clock is moved. A lock that ends, or a scheduled message that falls due, through the time that other requests take is noticed at the next of these.',
    why: 'Nothing runs on a live timer here, and each question is an entry of the log.',
  },
  {
    id: 'amqp-permission',
    title: 'When a permission is asked for',
    azure: 'When a link opens, and again from time to time while it is open.',
    ours: 'When a link opens, and with each request that follows from what the client does on it. That a token has expired or a role is gone is noticed with the next message or settlement, which is refused; the link of a receiver that asked for messages is then detached.',
    why: 'Nothing runs on a live timer here; how often Azure asks again is not documented.',
  },
  {
    id: 'amqp-scope',
    title: 'What is not simulated of AMQP',
    azure:
      'Sessions, transactions, rules of subscriptions through $management, and AMQP over TCP (ports 5671 and 5672).',
    ours: 'Refused as amqp:not-implemented; AMQP comes over WebSocket only. The official JavaScript client says of a session that it may be locked by another receiver, whatever the refusal.',
    why: 'The course is about who may send and receive.',
  },
  {
    id: 'amqp-properties',
    title: 'What a message keeps',
    azure: 'Properties and bodies of every AMQP type come back as they were sent.',
    ours: 'Bodies do. Properties may be texts, numbers, truth values and times (which come back as milliseconds since 1970); with others a message is refused. Message ids come back as text. Headers such as durable or priority are not kept.',
    why: 'Messages lie in the tenant as JSON, as requests bring them.',
  },
];
