import { implement } from '../../implement.ts';
import { OPEN_BLOB_ACCESS } from '../data/access.ts';
import { metadataOf } from '../data/answer.ts';
import { dataClient, dataPath } from '../data/client.ts';
import { PAGES, pages } from '../data/pages.ts';
import { storageRefusal } from '../data/refusal.ts';
import { blobItem, blobResult, blobRows } from './blob.ts';
import { BLOB, blobTarget } from './target.ts';

/** What the letters of `--include` stand for. */
const INCLUDED: Record<string, string> = {
  c: 'copy',
  d: 'deleted',
  i: 'immutabilitypolicy',
  l: 'legalhold',
  m: 'metadata',
  s: 'snapshots',
  t: 'tags',
  v: 'versions',
};

export const storageBlobList = implement('storage blob list', {
  takes: { ...OPEN_BLOB_ACCESS, ...PAGES, containerName: 'text', include: 'text?' },
  run: async (args, az) => {
    const { containerName } = args;
    const client = await dataClient(az, 'blob', args);
    const where = { path: dataPath(containerName), query: ['restype=container', 'comp=list'] };
    const included = [...(args.include ?? '')].flatMap((letter) => INCLUDED[letter] ?? []);
    const tail = included.length > 0 ? [`include=${included.join(',')}`] : [];
    return pages(az, client, where, args, ['Blobs', 'Blob'], (item) => blobItem(containerName, item), tail);
  },
  table: blobRows,
});

export const storageBlobShow = implement('storage blob show', {
  takes: BLOB,
  run: async (args, az) => {
    const { client, container, blob, path } = await blobTarget(az, args);
    return blobResult(container, blob, await client.call({ method: 'HEAD', path }));
  },
  table: blobRows,
});

export const storageBlobExists = implement('storage blob exists', {
  takes: BLOB,
  run: async (args, az) => {
    const { client, path } = await blobTarget(az, args);
    const response = await client.send({ method: 'HEAD', path });
    if (response.status >= 400 && response.status !== 404) throw storageRefusal(response, true);
    return { exists: response.status < 400 };
  },
});

export const storageBlobUrl = implement('storage blob url', {
  takes: { ...OPEN_BLOB_ACCESS, containerName: 'text', name: 'text', protocol: 'text' },
  run: async ({ containerName, name, protocol, ...access }, az) => {
    const client = await dataClient(az, 'blob', access);
    const url = client.url(dataPath(containerName, name));
    return protocol === 'http' ? url.replace('https', 'http') : url;
  },
});

export const storageBlobMetadataShow = implement('storage blob metadata show', {
  takes: BLOB,
  run: async (args, az) => {
    const { client, path } = await blobTarget(az, args);
    return metadataOf(await client.call({ method: 'HEAD', path }));
  },
});
