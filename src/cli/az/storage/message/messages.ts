import { escapeXml, type XmlElement } from '#services/storage/xml.ts';
import { quote } from '../../arm.ts';
import { implement } from '../../implement.ts';
import { list, member, text, type Json, type JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { OPEN_QUEUE_ACCESS } from '../data/access.ts';
import { headerOf, itemsOf, printedDate, textOf } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';

const QUEUE = { ...OPEN_QUEUE_ACCESS, queueName: 'text' } as const;

const path = (queue: string, id?: string): string =>
  `${dataPath(queue)}/messages${id === undefined ? '' : `/${quote(id)}`}`;

const messageXml = (content: string): string =>
  `<?xml version='1.0' encoding='utf-8'?>\n<QueueMessage><MessageText>${escapeXml(content)}</MessageText></QueueMessage>`;

function messageResult(item: XmlElement): JsonObject {
  const count = textOf(item, 'DequeueCount');
  return {
    content: textOf(item, 'MessageText'),
    dequeueCount: count === null ? null : Number(count),
    expirationTime: printedDate(textOf(item, 'ExpirationTime')),
    id: textOf(item, 'MessageId'),
    insertionTime: printedDate(textOf(item, 'InsertionTime')),
    popReceipt: textOf(item, 'PopReceipt'),
    timeNextVisible: printedDate(textOf(item, 'TimeNextVisible')),
  };
}

const messagesIn = (body: string): JsonObject[] => itemsOf(body, 'QueueMessage').items.map(messageResult);

const messageRows = (shown: Json): TableRow[] =>
  list(shown).map((item) => ({
    MessageId: text(item, 'id'),
    Content: text(item, 'content'),
    InsertionTime: text(item, 'insertionTime'),
    ExpirationTime: text(item, 'expirationTime'),
    DequeueCount: member(item, 'dequeueCount') ?? null,
    PopReceipt: member(item, 'popReceipt') ?? null,
    TimeNextVisible: member(item, 'timeNextVisible') ?? null,
  }));

export const storageMessagePut = implement('storage message put', {
  takes: { ...QUEUE, content: 'text', timeToLive: 'int?', visibilityTimeout: 'int?' },
  run: async ({ queueName, content, timeToLive, visibilityTimeout, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const body = messageXml(content);
    const query = [
      ...(visibilityTimeout === undefined ? [] : [`visibilitytimeout=${visibilityTimeout}`]),
      ...(timeToLive === undefined ? [] : [`messagettl=${timeToLive}`]),
    ];
    const [put] = messagesIn((await client.call({ method: 'POST', path: path(queueName), query, body })).body);
    return { ...put, content };
  },
});

export const storageMessageGet = implement('storage message get', {
  takes: { ...QUEUE, numMessages: 'int', visibilityTimeout: 'int?' },
  run: async ({ queueName, numMessages, visibilityTimeout, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const hidden = visibilityTimeout === undefined ? [] : [`visibilitytimeout=${visibilityTimeout ?? 0}`];
    const query = [`numofmessages=${numMessages}`, ...hidden];
    return messagesIn((await client.call({ method: 'GET', path: path(queueName), query })).body);
  },
  table: messageRows,
});

export const storageMessagePeek = implement('storage message peek', {
  takes: { ...QUEUE, numMessages: 'int?' },
  run: async ({ queueName, numMessages, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const query = ['peekonly=true', ...(numMessages === undefined ? [] : [`numofmessages=${numMessages}`])];
    return messagesIn((await client.call({ method: 'GET', path: path(queueName), query })).body);
  },
  table: messageRows,
});

export const storageMessageUpdate = implement('storage message update', {
  takes: { ...QUEUE, id: 'text', popReceipt: 'text', visibilityTimeout: 'int?', content: 'text?' },
  run: async ({ queueName, id, popReceipt, visibilityTimeout, content, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const query = [`popreceipt=${quote(popReceipt)}`, `visibilitytimeout=${visibilityTimeout ?? 0}`];
    const body = content === undefined ? {} : { body: messageXml(content) };
    const response = await client.call({ method: 'PUT', path: path(queueName, id), query, ...body });
    return {
      content: content ?? null,
      dequeueCount: null,
      expirationTime: null,
      id,
      insertionTime: null,
      popReceipt: headerOf(response, 'x-ms-popreceipt'),
      timeNextVisible: printedDate(headerOf(response, 'x-ms-time-next-visible')),
    };
  },
});

export const storageMessageDelete = implement('storage message delete', {
  takes: { ...QUEUE, id: 'text', popReceipt: 'text' },
  run: async ({ queueName, id, popReceipt, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    await client.call({ method: 'DELETE', path: path(queueName, id), query: [`popreceipt=${quote(popReceipt)}`] });
    return { deleted: null };
  },
});

export const storageMessageClear = implement('storage message clear', {
  takes: QUEUE,
  run: async ({ queueName, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    await client.call({ method: 'DELETE', path: path(queueName) });
    return undefined;
  },
});
