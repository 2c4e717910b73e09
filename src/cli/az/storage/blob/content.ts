import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { at, type JsonObject } from '../../json.ts';
import { flag, headerOf, metadataHeaders, printedDate, writeResult } from '../data/answer.ts';
import { storageRefusal } from '../data/refusal.ts';
import { blobResult, blobRows } from './blob.ts';
import { guessedType } from './content-type.ts';
import { BLOB, blobTarget } from './target.ts';

const CHECK_PATH = { hints: ['Please check the file path.'] };

const baseName = (path: string | undefined): string | undefined => path?.slice(path.lastIndexOf('/') + 1);

export const storageBlobUpload = implement('storage blob upload', {
  takes: {
    ...BLOB,
    file: 'text?',
    data: 'text?',
    overwrite: 'bool?',
    metadata: 'texts?',
    contentType: 'text?',
    contentEncoding: 'text?',
    contentLanguage: 'text?',
    contentDisposition: 'text?',
    contentCacheControl: 'text?',
    type: 'text?',
    noProgress: 'flag',
  },
  run: async ({ file, data, overwrite, metadata, type, ...args }, az) => {
    if (file && data) throw new CliError('usage error: please only specify one of --file and --data to upload.');
    if (!file && !data) throw new CliError('usage error: please specify one of --file and --data to upload.');
    if (type !== undefined && type !== 'block')
      throw new CliError(
        `Blobs of the type '${type}' exist in the real Azure, but this lab does not simulate them yet.`,
      );
    const { client, path } = await blobTarget(az, { ...args, name: args.name ?? baseName(file) });
    const body = file ? await az.files.read(file) : data;
    if (body === undefined) throw new CliError(`[Errno 2] No such file or directory: '${file}'`, CHECK_PATH);
    const guessed = file && !args.contentEncoding ? guessedType(file) : undefined;
    const response = await client.send({
      method: 'PUT',
      path,
      body,
      headers: {
        'content-type': 'application/octet-stream',
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-blob-content-type': args.contentType ?? guessed,
        'x-ms-blob-content-encoding': args.contentEncoding,
        'x-ms-blob-content-language': args.contentLanguage,
        'x-ms-blob-content-disposition': args.contentDisposition,
        'x-ms-blob-cache-control': args.contentCacheControl,
        'if-none-match': overwrite ? undefined : '*',
        ...metadataHeaders(metadata),
      },
    });
    if (response.status === 409) {
      const { message } = storageRefusal(response, true);
      throw new CliError(
        `${message}\nIf you want to overwrite the existing one, please add --overwrite in your command.`,
      );
    }
    if (response.status >= 400) throw storageRefusal(response, true);
    return {
      ...writeResult(response),
      content_md5: headerOf(response, 'content-md5'),
      encryption_key_sha256: headerOf(response, 'x-ms-encryption-key-sha256'),
      encryption_scope: headerOf(response, 'x-ms-encryption-scope'),
      lastModified: printedDate(headerOf(response, 'last-modified')),
      request_server_encrypted: flag(headerOf(response, 'x-ms-request-server-encrypted')),
      version_id: headerOf(response, 'x-ms-version-id'),
    };
  },
});

/** The SDK asks for the first 32 MB; a blob without content has none of them, and is asked for whole. */
const FIRST_PART = 'bytes=0-33554431';
const RANGE_NOT_SATISFIABLE = 416;

export const storageBlobDownload = implement('storage blob download', {
  takes: { ...BLOB, file: 'text?', overwrite: 'bool?', noProgress: 'flag' },
  run: async ({ file, overwrite, ...args }, az) => {
    const { client, container, blob, path } = await blobTarget(az, args);
    let response = await client.send({ method: 'GET', path, headers: { 'x-ms-range': FIRST_PART } });
    if (response.status === RANGE_NOT_SATISFIABLE) response = await client.send({ method: 'GET', path });
    if (response.status >= 400) throw storageRefusal(response, true);
    if (file === undefined) {
      az.printed.push(response.body);
      return undefined;
    }
    if (overwrite === false && (await az.files.read(file)) !== undefined)
      throw new CliError(`${file} already exists. Please rename existing file or use --overwrite`);
    await az.files.write(file, response.body);
    const shown = blobResult(container, blob, response);
    const size = new TextEncoder().encode(response.body).length;
    const contentRange = `bytes None-None/${size}`;
    const settings = at(shown, 'properties', 'contentSettings') as JsonObject;
    const contentSettings = { ...settings, contentMd5: headerOf(response, 'x-ms-blob-content-md5') };
    const properties = { ...(shown['properties'] as JsonObject), contentRange, contentSettings };
    return { ...shown, contentMd5: null, properties };
  },
  table: blobRows,
});
