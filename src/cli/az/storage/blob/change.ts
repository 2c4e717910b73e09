import { implement } from '../../implement.ts';
import { OPEN_BLOB_ACCESS } from '../data/access.ts';
import { flag, headerOf, metadataHeaders, printedDate, writeResult } from '../data/answer.ts';
import { BLOB, blobTarget } from './target.ts';

export const storageBlobDelete = implement('storage blob delete', {
  takes: { ...BLOB, deleteSnapshots: 'text?' },
  run: async ({ deleteSnapshots, ...args }, az) => {
    const { client, path } = await blobTarget(az, args);
    await client.call({ method: 'DELETE', path, headers: { 'x-ms-delete-snapshots': deleteSnapshots } });
    return undefined;
  },
});

export const storageBlobMetadataUpdate = implement('storage blob metadata update', {
  takes: { ...BLOB, metadata: 'texts?' },
  run: async ({ metadata, ...args }, az) => {
    const { client, path } = await blobTarget(az, args);
    const headers = metadataHeaders(metadata);
    const response = await client.call({ method: 'PUT', path, query: ['comp=metadata'], headers });
    return {
      ...writeResult(response),
      encryption_key_sha256: headerOf(response, 'x-ms-encryption-key-sha256'),
      encryption_scope: headerOf(response, 'x-ms-encryption-scope'),
      last_modified: printedDate(headerOf(response, 'last-modified')),
      request_server_encrypted: flag(headerOf(response, 'x-ms-request-server-encrypted')),
      version_id: headerOf(response, 'x-ms-version-id'),
    };
  },
});

/** The arguments that say what a blob's content is, and the headers that set it. */
const CONTENT = {
  contentType: ['x-ms-blob-content-type', 'content-type'],
  contentEncoding: ['x-ms-blob-content-encoding', 'content-encoding'],
  contentLanguage: ['x-ms-blob-content-language', 'content-language'],
  contentDisposition: ['x-ms-blob-content-disposition', 'content-disposition'],
  contentCacheControl: ['x-ms-blob-cache-control', 'cache-control'],
} as const;

export const storageBlobUpdate = implement('storage blob update', {
  takes: {
    ...OPEN_BLOB_ACCESS,
    name: 'text',
    containerName: 'text',
    contentType: 'text?',
    contentEncoding: 'text?',
    contentLanguage: 'text?',
    contentDisposition: 'text?',
    contentCacheControl: 'text?',
  },
  run: async (args, az) => {
    const { client, path } = await blobTarget(az, { ...args, blobUrl: undefined });
    // The service clears what a request does not say, so az reads it first and says it again.
    const held = await client.call({ method: 'HEAD', path });
    const headers = Object.fromEntries(
      Object.entries(CONTENT).map(([key, [sets, shows]]) => [
        sets,
        args[key as keyof typeof CONTENT] ?? headerOf(held, shows) ?? undefined,
      ]),
    );
    const response = await client.call({ method: 'PUT', path, query: ['comp=properties'], headers });
    return {
      ...writeResult(response),
      blob_sequence_number: null,
      last_modified: printedDate(headerOf(response, 'last-modified')),
    };
  },
});
