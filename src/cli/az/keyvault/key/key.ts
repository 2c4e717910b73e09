import { member, text, type Json, type JsonObject } from '../../json.ts';

export const KEYS_VERSION = '7.6-preview.2';

const FIELDS = ['kid', 'kty', 'key_ops', 'n', 'e', 'd', 'dp', 'dq', 'qi', 'p', 'q', 'k', 't', 'crv', 'x', 'y'] as const;
const BYTES = new Set(['n', 'e', 'd', 'dp', 'dq', 'qi', 'p', 'q', 'k', 't', 'x', 'y']);

/** The bytes of a key: the vault writes them for addresses, az as plain base64. */
function plainBase64(value: Json): Json {
  if (typeof value !== 'string') return value;
  const plain = value.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
}

/** A key of a list, as az prints it. */
export function keyItem(raw: Json | undefined): JsonObject {
  const kid = text(raw, 'kid');
  return {
    attributes: member(raw, 'attributes') ?? null,
    kid,
    managed: member(raw, 'managed') ?? null,
    name: kid.split('/')[4] ?? null,
    releasePolicy: null,
    tags: member(raw, 'tags') ?? null,
  };
}

/** A key with its public part. */
export function keyBundle(raw: Json | undefined): JsonObject {
  const attributes = member(raw, 'attributes');
  const jwk = member(raw, 'key');
  const parts = FIELDS.map((field): [string, Json] => {
    const value = member(jwk, field) ?? null;
    return [field === 'key_ops' ? 'keyOps' : field, BYTES.has(field) ? plainBase64(value) : value];
  });
  return {
    attributes: attributes ?? null,
    key: Object.fromEntries(parts),
    managed: member(raw, 'managed') ?? null,
    releasePolicy: null,
    tags: member(raw, 'tags') ?? null,
  };
}
