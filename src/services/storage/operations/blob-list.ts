import type { Input, Operation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { containerNotFound } from '../errors.ts';
import type { BlobRow } from '../models.ts';
import { utf8Length } from '../secrets.ts';
import { element, textElement } from '../xml.ts';
import { blobsIn, containerAt } from './containers.ts';
import { dataOperation, httpTime } from './data-operation.ts';
import { enumeration, includes, metadataElement, pageOf, xml } from './listing.ts';

/** A blob, or with a delimiter the common beginning of several. */
type Entry = { name: string; blob?: BlobRow };

/** Blobs whose names go on after the delimiter are one entry, as a folder would be. */
function folded(blobs: BlobRow[], prefix: string, delimiter: string): Entry[] {
  if (!delimiter) return blobs.map((blob) => ({ name: blob.name, blob }));
  const entries: Entry[] = [];
  for (const blob of blobs) {
    if (!blob.name.startsWith(prefix)) continue;
    const at = blob.name.indexOf(delimiter, prefix.length);
    const name = at < 0 ? blob.name : blob.name.slice(0, at + delimiter.length);
    if (at < 0) entries.push({ name, blob });
    else if (entries.at(-1)?.name !== name) entries.push({ name });
  }
  return entries;
}

function shown(input: Input, { name, blob }: Entry): string {
  if (!blob) return element('BlobPrefix', textElement('Name', name));
  const properties =
    textElement('Creation-Time', httpTime(blob.createdAt)) +
    textElement('Last-Modified', httpTime(blob.changedAt)) +
    textElement('Etag', blob.etag.replaceAll('"', '')) +
    textElement('Content-Length', String(utf8Length(blob.content))) +
    textElement('Content-Type', blob.contentType) +
    textElement('Content-Encoding', blob.contentEncoding ?? '') +
    textElement('Content-Language', blob.contentLanguage ?? '') +
    '<Content-CRC64 />' +
    textElement('Content-MD5', blob.md5) +
    textElement('Cache-Control', blob.cacheControl ?? '') +
    textElement('Content-Disposition', blob.contentDisposition ?? '') +
    '<BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred>' +
    '<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState><ServerEncrypted>true</ServerEncrypted>';
  return element(
    'Blob',
    textElement('Name', name) +
      element('Properties', properties) +
      (includes(input, 'metadata') ? metadataElement(blob.metadata) : ''),
  );
}

/** Source: "List Blobs" of the Blob service REST API. */
const listBlobs = dataOperation({
  service: 'blob',
  title: 'List blobs',
  method: 'GET',
  path: '/blobs/{container}',
  handle(ctx, input, account) {
    const container = input.params['container'] ?? '';
    if (!containerAt(ctx, account, container)) return refuse(containerNotFound);
    const entries = folded(
      blobsIn(ctx, account, container),
      input.query('prefix') ?? '',
      input.query('delimiter') ?? '',
    );
    const page = pageOf(input, entries, ({ name }) => name);
    if ('status' in page) return refuse(page);
    const at = { ServiceEndpoint: `https://${account.name}.blob.core.windows.net/`, ContainerName: container };
    const items = page.items.map((entry) => shown(input, entry));
    return ok({ status: 200, headers: xml, body: enumeration(input, at, 'Blobs', { ...page, items }) });
  },
});

export const blobListOperations: Operation[] = [listBlobs];
