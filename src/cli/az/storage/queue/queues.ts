import { implement } from '../../implement.ts';
import { OPEN_QUEUE_ACCESS } from '../data/access.ts';
import { child, metadataHeaders, textOf } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';
import { PAGES, pages } from '../data/pages.ts';
import { storageRefusal } from '../data/refusal.ts';

const WHICH = { ...OPEN_QUEUE_ACCESS, name: 'text' } as const;

export const storageQueueCreate = implement('storage queue create', {
  takes: { ...WHICH, metadata: 'texts?', failOnExist: 'flag' },
  run: async ({ name, metadata, failOnExist, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const response = await client.send({ method: 'PUT', path: dataPath(name), headers: metadataHeaders(metadata) });
    // 204 says that the queue was there; with --fail-on-exist az takes that for the service's refusal.
    if (response.status === 204 || (response.status === 409 && !failOnExist)) return { created: false };
    if (response.status >= 400) throw storageRefusal(response, true);
    return { created: true };
  },
});

export const storageQueueDelete = implement('storage queue delete', {
  takes: { ...WHICH, failNotExist: 'flag' },
  run: async ({ name, failNotExist, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const response = await client.send({ method: 'DELETE', path: dataPath(name) });
    const gone = response.status === 404 && !failNotExist;
    if (response.status >= 400 && !gone) throw storageRefusal(response, true);
    return { deleted: !gone };
  },
});

export const storageQueueExists = implement('storage queue exists', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const response = await client.send({ method: 'GET', path: dataPath(name), query: ['comp=metadata'] });
    if (response.status >= 400 && response.status !== 404) throw storageRefusal(response, true);
    return { exists: response.status < 400 };
  },
});

export const storageQueueList = implement('storage queue list', {
  takes: { ...OPEN_QUEUE_ACCESS, ...PAGES, includeMetadata: 'flag' },
  run: async (args, az) => {
    const client = await dataClient(az, 'queue', args);
    const tail = args.includeMetadata ? ['include=metadata'] : [];
    const where = { path: '/', query: ['comp=list'] };
    const item = ['Queues', 'Queue'];
    return pages(
      az,
      client,
      where,
      args,
      item,
      (queue) => {
        const metadata = child(queue, 'Metadata')?.children.map(({ name, text }) => [name, text] as const);
        return {
          approximateMessageCount: null,
          metadata: metadata ? Object.fromEntries(metadata) : null,
          name: textOf(queue, 'Name'),
        };
      },
      tail,
    );
  },
});
