import { implement } from '../../implement.ts';
import { at, list, text } from '../../json.ts';
import { boolRow } from '../data/answer.ts';
import { OPEN_BLOB_ACCESS } from '../data/access.ts';
import { dataClient, dataPath } from '../data/client.ts';
import { PAGES, pages } from '../data/pages.ts';
import { storageRefusal } from '../data/refusal.ts';
import { containerItem, containerResult } from './container.ts';

const WHICH = { ...OPEN_BLOB_ACCESS, name: 'text' } as const;
const QUERY = ['restype=container'];

export const storageContainerList = implement('storage container list', {
  takes: { ...OPEN_BLOB_ACCESS, ...PAGES, includeMetadata: 'bool?' },
  run: async (args, az) => {
    const client = await dataClient(az, 'blob', args);
    const tail = [`include=${args.includeMetadata ? 'metadata' : ''}`];
    return pages(
      az,
      client,
      { path: '/', query: ['comp=list'] },
      args,
      ['Containers', 'Container'],
      containerItem,
      tail,
    );
  },
  table: (result) =>
    list(result).map((item) => ({
      Name: text(item, 'name'),
      'Lease Status': '',
      'Last Modified': at(item, 'properties', 'lastModified') ?? '',
    })),
});

export const storageContainerShow = implement('storage container show', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    return containerResult(name, await client.call({ method: 'GET', path: dataPath(name), query: QUERY }));
  },
  table: (result) => ({
    Name: text(result, 'name'),
    'Lease Status': at(result, 'properties', 'lease', 'status') ?? '',
    'Last Modified': at(result, 'properties', 'lastModified') ?? '',
  }),
});

export const storageContainerExists = implement('storage container exists', {
  takes: WHICH,
  run: async ({ name, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    const response = await client.send({ method: 'GET', path: dataPath(name), query: QUERY });
    if (response.status >= 400 && response.status !== 404) throw storageRefusal(response, true);
    return { exists: response.status < 400 };
  },
  table: boolRow,
});
