import { implement } from '../../implement.ts';
import { flag, headerOf, metadataHeaders, printedDate, writeResult } from '../data/answer.ts';
import { BLOB, blobTarget } from './target.ts';

export const storageBlobDelete = implement('storage blob delete', {
  takes: BLOB,
  run: async (args, az) => {
    const { client, path } = await blobTarget(az, args);
    await client.call({ method: 'DELETE', path });
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
