import type { HttpResponse } from '#kernel/http.ts';
import type { XmlElement } from '#services/storage/xml.ts';
import { at, list, text, type Json, type JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { child, flag, headerOf, metadataOf, printedDate, textOf } from '../data/answer.ts';

/** The names of a blob's facts: in the headers of an answer, and in an item of a list. */
const FACTS = {
  tier: ['x-ms-access-tier', 'AccessTier'],
  tierInferred: ['x-ms-access-tier-inferred', 'AccessTierInferred'],
  type: ['x-ms-blob-type', 'BlobType'],
  length: ['content-length', 'Content-Length'],
  cacheControl: ['cache-control', 'Cache-Control'],
  disposition: ['content-disposition', 'Content-Disposition'],
  encoding: ['content-encoding', 'Content-Encoding'],
  language: ['content-language', 'Content-Language'],
  md5: ['content-md5', 'Content-MD5'],
  contentType: ['content-type', 'Content-Type'],
  created: ['x-ms-creation-time', 'Creation-Time'],
  etag: ['etag', 'Etag'],
  changed: ['last-modified', 'Last-Modified'],
  leaseDuration: ['x-ms-lease-duration', 'LeaseDuration'],
  leaseState: ['x-ms-lease-state', 'LeaseState'],
  leaseStatus: ['x-ms-lease-status', 'LeaseStatus'],
  encrypted: ['x-ms-server-encrypted', 'ServerEncrypted'],
} as const;

/** What az's model of a blob holds and this tenant never sets. */
const NEVER: JsonObject = {
  encryptedMetadata: null,
  encryptionKeySha256: null,
  encryptionScope: null,
  hasLegalHold: null,
  hasVersionsOnly: null,
  immutabilityPolicy: { expiryTime: null, policyMode: null },
  isAppendBlobSealed: null,
  isCurrentVersion: null,
  lastAccessedOn: null,
  objectReplicationDestinationPolicy: null,
  rehydratePriority: null,
  snapshot: null,
  tagCount: null,
  tags: null,
  versionId: null,
};

const NO_COPY: JsonObject = {
  completionTime: null,
  destinationSnapshot: null,
  id: null,
  incrementalCopy: null,
  progress: null,
  source: null,
  status: null,
  statusDescription: null,
};

function result(
  container: string,
  name: string,
  of: (fact: keyof typeof FACTS) => string | null,
  own: JsonObject,
): JsonObject {
  return {
    ...NEVER,
    container,
    content: '',
    name,
    ...own,
    properties: {
      appendBlobCommittedBlockCount: null,
      blobTier: of('tier'),
      blobTierChangeTime: null,
      blobTierInferred: flag(of('tierInferred')),
      blobType: of('type'),
      contentLength: of('length') === null ? null : Number(of('length')),
      contentRange: null,
      contentSettings: {
        cacheControl: of('cacheControl'),
        contentDisposition: of('disposition'),
        contentEncoding: of('encoding'),
        contentLanguage: of('language'),
        contentMd5: of('md5'),
        contentType: of('contentType'),
      },
      copy: NO_COPY,
      creationTime: printedDate(of('created')),
      deletedTime: null,
      etag: of('etag'),
      lastModified: printedDate(of('changed')),
      lease: { duration: of('leaseDuration'), state: of('leaseState'), status: of('leaseStatus') },
      pageBlobSequenceNumber: null,
      pageRanges: null,
      rehydrationStatus: null,
      remainingRetentionDays: null,
      serverEncrypted: flag(of('encrypted')),
    },
  };
}

/** A blob as `show` and `download` print it. */
export function blobResult(container: string, name: string, response: HttpResponse): JsonObject {
  return result(container, name, (fact) => headerOf(response, FACTS[fact][0]), {
    deleted: false,
    metadata: metadataOf(response),
    objectReplicationSourceProperties: [],
    requestServerEncrypted: flag(headerOf(response, 'x-ms-server-encrypted')),
  });
}

/** A blob of a list. */
export function blobItem(container: string, item: XmlElement): JsonObject {
  const properties = child(item, 'Properties');
  const metadata = child(item, 'Metadata')?.children.map(({ name, text: value }) => [name, value] as const) ?? [];
  return result(container, textOf(item, 'Name') ?? '', (fact) => textOf(properties, FACTS[fact][1]), {
    deleted: null,
    metadata: Object.fromEntries(metadata),
    objectReplicationSourceProperties: null,
    requestServerEncrypted: null,
  });
}

/** Blobs in az's own table. */
export function blobRows(shown: Json): TableRow[] {
  return (Array.isArray(shown) ? list(shown) : [shown]).map((item) => ({
    Name: text(item, 'name'),
    'Blob Type': at(item, 'properties', 'blobType') ?? '',
    'Blob Tier': at(item, 'properties', 'blobTier') ?? '',
    Length: at(item, 'properties', 'contentLength') ?? '',
    'Content Type': at(item, 'properties', 'contentSettings', 'contentType') ?? '',
    'Last Modified': at(item, 'properties', 'lastModified') ?? '',
    Snapshot: at(item, 'snapshot') ?? '',
  }));
}
