import type { HttpResponse } from '#kernel/http.ts';
import type { XmlElement } from '#services/storage/xml.ts';
import type { Json, JsonObject } from '../../json.ts';
import { child, flag, headerOf, metadataOf, printedDate, textOf } from '../data/answer.ts';

/** The names of a container's facts: in the headers of an answer, and in an item of a list. */
const FACTS = {
  etag: ['etag', 'Etag'],
  lastModified: ['last-modified', 'Last-Modified'],
  leaseStatus: ['x-ms-lease-status', 'LeaseStatus'],
  leaseState: ['x-ms-lease-state', 'LeaseState'],
  leaseDuration: ['x-ms-lease-duration', 'LeaseDuration'],
  publicAccess: ['x-ms-blob-public-access', 'PublicAccess'],
  immutability: ['x-ms-has-immutability-policy', 'HasImmutabilityPolicy'],
  legalHold: ['x-ms-has-legal-hold', 'HasLegalHold'],
  scope: ['x-ms-default-encryption-scope', 'DefaultEncryptionScope'],
  scopeStays: ['x-ms-deny-encryption-scope-override', 'DenyEncryptionScopeOverride'],
  worm: ['x-ms-immutable-storage-with-versioning-enabled', 'ImmutableStorageWithVersioningEnabled'],
} as const;

function result(name: string | null, metadata: Json, of: (fact: keyof typeof FACTS) => string | null): JsonObject {
  return {
    deleted: null,
    encryptionScope: { defaultEncryptionScope: of('scope'), preventEncryptionScopeOverride: flag(of('scopeStays')) },
    immutableStorageWithVersioningEnabled: flag(of('worm')),
    metadata,
    name,
    properties: {
      etag: of('etag'),
      hasImmutabilityPolicy: flag(of('immutability')),
      hasLegalHold: flag(of('legalHold')),
      lastModified: printedDate(of('lastModified')),
      lease: { duration: of('leaseDuration'), state: of('leaseState'), status: of('leaseStatus') },
      publicAccess: of('publicAccess'),
    },
    version: null,
  };
}

/** A container as `show` prints it. */
export const containerResult = (name: string, response: HttpResponse): JsonObject =>
  result(name, metadataOf(response), (fact) => headerOf(response, FACTS[fact][0]));

/** A container of a list. */
export function containerItem(item: XmlElement): JsonObject {
  const properties = child(item, 'Properties');
  const metadata = child(item, 'Metadata')?.children.map(({ name, text }) => [name, text] as const);
  const shown = metadata ? Object.fromEntries(metadata) : null;
  return result(textOf(item, 'Name'), shown, (fact) => textOf(properties, FACTS[fact][1]));
}
