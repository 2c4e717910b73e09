import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import * as say from '../errors.ts';
import { blobKey, containerKey, table, type AccountRow, type BlobRow } from '../models.ts';
import { bytesOf, md5Of, utf8Length } from '../secrets.ts';
import { containerAt } from './containers.ts';
import {
  dataOperation,
  etagOf,
  httpTime,
  isRefusal,
  metadataHeaders,
  metadataOf,
  storedHeaders,
} from './data-operation.ts';

/** What a blob may hold here, in bytes: the tenant lives in a page. */
const largest = 4 * 1024 * 1024;

const contentHeaders = {
  contentType: ['x-ms-blob-content-type', 'content-type'],
  contentEncoding: ['x-ms-blob-content-encoding', 'content-encoding'],
  contentLanguage: ['x-ms-blob-content-language', 'content-language'],
  contentDisposition: ['x-ms-blob-content-disposition'],
  cacheControl: ['x-ms-blob-cache-control', 'cache-control'],
} as const;

const blobAt = (ctx: Ctx, account: AccountRow, { params }: Input): BlobRow | undefined =>
  ctx.view.get<BlobRow>(table.blobs, blobKey(account.id, params['container'] ?? '', params['blob'] ?? ''));

/** If-Match and If-None-Match; undefined is good. A read that has nothing new is told so by 304. */
function unmet({ headers }: Input, held: BlobRow | undefined): 'failed' | 'unchanged' | undefined {
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  if (match !== undefined && match !== '' && !(held && (match === '*' || match === held.etag))) return 'failed';
  return none !== undefined && none !== '' && held && (none === '*' || none === held.etag) ? 'unchanged' : undefined;
}

/** An operation on a blob that must be there. */
const onBlob = (
  title: string,
  method: string,
  path: string,
  handle: (ctx: Ctx, input: Input, held: BlobRow, account: AccountRow) => Outcome,
): Operation =>
  dataOperation({
    service: 'blob',
    title,
    method,
    path,
    handle(ctx, input, account) {
      if (!containerAt(ctx, account, input.params['container'] ?? '')) return refuse(say.containerNotFound);
      const held = blobAt(ctx, account, input);
      if (!held) return refuse(say.blobNotFound);
      const condition = unmet(input, held);
      if (condition === 'unchanged' && (method === 'GET' || method === 'HEAD')) return ok({ status: 304 });
      return condition ? refuse(say.conditionNotMet) : handle(ctx, input, held, account);
    },
  });

const stamps = ({ etag, changedAt }: BlobRow): Record<string, string> => ({
  etag,
  'last-modified': httpTime(changedAt),
});

/** The content of a PUT as a row, or why it cannot be kept. */
function given(ctx: Ctx, input: Input, account: AccountRow): BlobRow | Refusal {
  const { headers, params, text } = input;
  if (headers['x-ms-blob-type'] === undefined) return say.headerMissing('x-ms-blob-type');
  const metadata = metadataOf(headers);
  if (isRefusal(metadata)) return metadata;
  const content = storedHeaders(headers, contentHeaders);
  if ('status' in content) return content as Refusal;
  if (utf8Length(text) > largest) return say.bodyTooLarge;
  const md5 = md5Of(text);
  const claimed = headers['content-md5'] ?? headers['x-ms-blob-content-md5'];
  if (claimed !== undefined && claimed !== '' && claimed !== md5) return say.md5Mismatch;
  const [container, name] = [params['container'] ?? '', params['blob'] ?? ''];
  const key = blobKey(account.id, container, name);
  return {
    container: containerKey(account.id, container),
    name,
    content: text,
    contentType: 'application/octet-stream',
    ...content,
    md5,
    metadata,
    etag: etagOf(ctx, key),
    createdAt: ctx.now,
    changedAt: ctx.now,
  };
}

const putBlob = dataOperation({
  service: 'blob',
  title: 'Put blob',
  method: 'PUT',
  path: '/blob/{container}/{blob}',
  handle(ctx, input, account) {
    if (!containerAt(ctx, account, input.params['container'] ?? '')) return refuse(say.containerNotFound);
    const held = blobAt(ctx, account, input);
    const condition = unmet(input, held);
    if (condition) return refuse(condition === 'unchanged' ? say.blobExists : say.conditionNotMet);
    const made = given(ctx, input, account);
    if ('status' in made) return refuse(made);
    const row = held ? { ...made, createdAt: held.createdAt } : made;
    return ok({
      status: 201,
      headers: { ...stamps(row), 'content-md5': row.md5, 'x-ms-request-server-encrypted': 'true' },
      changes: [put(table.blobs, blobKey(account.id, input.params['container'] ?? '', row.name), row)],
    });
  },
});

/** What a signed address may put in the place of a stored header. */
const overrides: Record<string, string> = {
  rscc: 'cache-control',
  rscd: 'content-disposition',
  rsce: 'content-encoding',
  rscl: 'content-language',
  rsct: 'content-type',
};

function properties(ctx: Ctx, input: Input, held: BlobRow): Record<string, string> {
  const headers: Record<string, string> = {
    ...stamps(held),
    ...metadataHeaders(held.metadata),
    'content-type': held.contentType,
    ...(held.contentEncoding && { 'content-encoding': held.contentEncoding }),
    ...(held.contentLanguage && { 'content-language': held.contentLanguage }),
    ...(held.contentDisposition && { 'content-disposition': held.contentDisposition }),
    ...(held.cacheControl && { 'cache-control': held.cacheControl }),
    'accept-ranges': 'bytes',
    'x-ms-creation-time': httpTime(held.createdAt),
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-lease-status': 'unlocked',
    'x-ms-lease-state': 'available',
    'x-ms-server-encrypted': 'true',
  };
  if (ctx.caller.kind !== 'credential') return headers;
  for (const [name, header] of Object.entries(overrides)) {
    const value = input.query(name);
    if (value && /^[\x20-\x7e]+$/.test(value)) headers[header] = value;
  }
  return headers;
}

/** First and last byte of `bytes=a-b` within a size, or undefined: no range asked. A range that cannot be is 416. */
function rangeOf({ headers }: Input, size: number): { start: number; end: number } | Refusal | undefined {
  const asked = headers['x-ms-range'] ?? headers['range'];
  const found = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(asked ?? '');
  if (!found) return undefined;
  const start = Number(found[1]);
  const end = found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
  return start >= size || end < start ? say.invalidRange : { start, end };
}

const getBlob = onBlob('Get blob', 'GET', '/blob/{container}/{blob}', (ctx, input, held) => {
  const size = utf8Length(held.content);
  const range = rangeOf(input, size);
  if (range && 'status' in range) return refuse(range);
  const headers = properties(ctx, input, held);
  if (!range)
    return ok({
      status: 200,
      headers: { ...headers, 'content-length': String(size), 'content-md5': held.md5 },
      body: held.content,
    });
  const { start, end } = range;
  return ok({
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${size}`,
      'x-ms-blob-content-md5': held.md5,
    },
    body: start === 0 && end === size - 1 ? held.content : bytesOf(held.content, start, end),
  });
});

const headBlob = onBlob('Get blob properties', 'HEAD', '/blob/{container}/{blob}', (ctx, input, held) =>
  ok({
    status: 200,
    headers: {
      ...properties(ctx, input, held),
      'content-length': String(utf8Length(held.content)),
      'content-md5': held.md5,
      'x-ms-access-tier': 'Hot',
      'x-ms-access-tier-inferred': 'true',
    },
  }),
);

const deleteBlob = onBlob('Delete blob', 'DELETE', '/blob/{container}/{blob}', (_ctx, input, held, account) =>
  ok({
    status: 202,
    headers: { 'x-ms-delete-type-permanent': 'true' },
    changes: [remove(table.blobs, blobKey(account.id, input.params['container'] ?? '', held.name))],
  }),
);

const readMetadata = (method: string): Operation =>
  onBlob('Get blob metadata', method, '/blob-metadata/{container}/{blob}', (_ctx, _input, held) =>
    ok({ status: 200, headers: { ...stamps(held), ...metadataHeaders(held.metadata) } }),
  );

const changed = (ctx: Ctx, input: Input, account: AccountRow, row: BlobRow): Outcome => {
  const key = blobKey(account.id, input.params['container'] ?? '', row.name);
  const now: BlobRow = { ...row, etag: etagOf(ctx, key), changedAt: ctx.now };
  return ok({ status: 200, headers: stamps(now), changes: [put(table.blobs, key, now)] });
};

const setMetadata = onBlob(
  'Set blob metadata',
  'PUT',
  '/blob-metadata/{container}/{blob}',
  (ctx, input, held, account) => {
    const metadata = metadataOf(input.headers);
    return isRefusal(metadata) ? refuse(metadata) : changed(ctx, input, account, { ...held, metadata });
  },
);

/** Headers that are not sent are cleared, as Azure does. */
const setProperties = onBlob(
  'Set blob properties',
  'PUT',
  '/blob-properties/{container}/{blob}',
  (ctx, input, held, account) => {
    const own = storedHeaders(input.headers, {
      contentType: ['x-ms-blob-content-type'],
      contentEncoding: ['x-ms-blob-content-encoding'],
      contentLanguage: ['x-ms-blob-content-language'],
      contentDisposition: ['x-ms-blob-content-disposition'],
      cacheControl: ['x-ms-blob-cache-control'],
    });
    if ('status' in own) return refuse(own as Refusal);
    const { container, name, content, md5, metadata, etag, createdAt, changedAt } = held;
    const bare = { container, name, content, md5, metadata, etag, createdAt, changedAt };
    return changed(ctx, input, account, { ...bare, contentType: '', ...own });
  },
);

export const blobOperations: Operation[] = [
  putBlob,
  getBlob,
  headBlob,
  deleteBlob,
  readMetadata('GET'),
  readMetadata('HEAD'),
  setMetadata,
  setProperties,
];
