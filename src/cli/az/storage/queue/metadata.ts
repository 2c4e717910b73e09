import { implement } from '../../implement.ts';
import { OPEN_QUEUE_ACCESS } from '../data/access.ts';
import { metadataHeaders, metadataOf, writeResult } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';

const WHICH = { ...OPEN_QUEUE_ACCESS, name: 'text' } as const;
const QUERY = ['comp=metadata'];

export const storageQueueMetadataShow = implement('storage queue metadata show', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    return metadataOf(await client.call({ method: 'GET', path: dataPath(name), query: QUERY }));
  },
});

export const storageQueueMetadataUpdate = implement('storage queue metadata update', {
  takes: { ...WHICH, metadata: 'texts?' },
  run: async ({ name, metadata, ...access }, az) => {
    const client = await dataClient(az, 'queue', access);
    const headers = metadataHeaders(metadata);
    const response = await client.call({ method: 'PUT', path: dataPath(name), query: QUERY, headers });
    const { date = null, request_id: id = null, version = null } = writeResult(response);
    return { updated: { date, request_id: id, version } };
  },
});
