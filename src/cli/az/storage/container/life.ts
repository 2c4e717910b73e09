import { implement } from '../../implement.ts';
import { OPEN_BLOB_ACCESS } from '../data/access.ts';
import { boolRow, metadataHeaders } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';
import { storageRefusal } from '../data/refusal.ts';

const QUERY = ['restype=container'];

export const storageContainerCreate = implement('storage container create', {
  takes: {
    ...OPEN_BLOB_ACCESS,
    name: 'text',
    resourceGroup: 'text?',
    metadata: 'texts?',
    publicAccess: 'text?',
    failOnExist: 'flag',
  },
  run: async ({ name, metadata, publicAccess, failOnExist, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    const level = publicAccess === 'off' ? undefined : publicAccess;
    const headers = { ...metadataHeaders(metadata), 'x-ms-blob-public-access': level };
    const response = await client.send({ method: 'PUT', path: dataPath(name), query: QUERY, headers });
    if (response.status === 409 && !failOnExist) return { created: false };
    if (response.status >= 400) throw storageRefusal(response, true);
    return { created: true };
  },
  table: boolRow,
});

export const storageContainerDelete = implement('storage container delete', {
  takes: { ...OPEN_BLOB_ACCESS, name: 'text', failNotExist: 'flag' },
  run: async ({ name, failNotExist, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    const response = await client.send({ method: 'DELETE', path: dataPath(name), query: QUERY });
    if (response.status === 404 && !failNotExist) return { deleted: false };
    if (response.status >= 400) throw storageRefusal(response, true);
    return { deleted: true };
  },
  table: boolRow,
});
