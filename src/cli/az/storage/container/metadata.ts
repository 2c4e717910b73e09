import { implement } from '../../implement.ts';
import { OPEN_BLOB_ACCESS } from '../data/access.ts';
import { headerOf, metadataHeaders, metadataOf, printedDate, writeResult } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';

const WHICH = { ...OPEN_BLOB_ACCESS, name: 'text' } as const;

export const storageContainerMetadataShow = implement('storage container metadata show', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    return metadataOf(await client.call({ method: 'GET', path: dataPath(name), query: ['restype=container'] }));
  },
});

export const storageContainerMetadataUpdate = implement('storage container metadata update', {
  takes: { ...WHICH, metadata: 'texts?' },
  run: async ({ name, metadata, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    const query = ['restype=container', 'comp=metadata'];
    const headers = metadataHeaders(metadata);
    const response = await client.call({ method: 'PUT', path: dataPath(name), query, headers });
    return { ...writeResult(response), last_modified: printedDate(headerOf(response, 'last-modified')) };
  },
});
