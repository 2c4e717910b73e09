import { implement } from '../../implement.ts';
import { BLOB_ACCESS } from '../data/access.ts';
import { headerOf, printedDate, writeResult } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';

const WHICH = { ...BLOB_ACCESS, name: 'text' } as const;
const QUERY = ['restype=container', 'comp=acl'];

export const storageContainerShowPermission = implement('storage container show-permission', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'blob', access, false);
    const response = await client.call({ method: 'GET', path: dataPath(name), query: QUERY });
    return { publicAccess: headerOf(response, 'x-ms-blob-public-access') ?? 'off' };
  },
});

export const storageContainerSetPermission = implement('storage container set-permission', {
  takes: { ...WHICH, publicAccess: 'text?', authMode: 'text?' },
  run: async ({ name, publicAccess, authMode: _, ...access }, az) => {
    const client = await dataClient(az, 'blob', access, false);
    const path = dataPath(name);
    await client.call({ method: 'GET', path, query: QUERY });
    const level = publicAccess === 'off' ? undefined : publicAccess;
    const headers = { 'x-ms-blob-public-access': level };
    const response = await client.call({ method: 'PUT', path, query: QUERY, headers });
    return { ...writeResult(response), last_modified: printedDate(headerOf(response, 'last-modified')) };
  },
});
