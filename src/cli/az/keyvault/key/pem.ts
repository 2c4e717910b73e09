import { fromBase64, parseDer, toBase64, type DerNode } from '#kernel/certificate.ts';
import { bytesToHex } from '@noble/hashes/utils.js';
import { CliError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';

/** OpenSSL's words for a text that is no private key. */
const NO_KEY =
  "('Could not deserialize key data. The data may be in an incorrect format, the provided password may be incorrect, it may be encrypted with an unsupported algorithm, or it may be an unsupported key type (e.g. EC curves with explicit parameters).', [<OpenSSLError(code=503841036, lib=60, reason=524556, reason_text=unsupported)>])";

const CURVES: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b8104000a': 'SECP256K1',
};

/** A whole number as a key of the vault spells it: base64url of its bytes, none of them a leading zero. */
function number(bytes: Uint8Array | undefined): string {
  const first = bytes?.findIndex((byte) => byte !== 0) ?? -1;
  const significant = bytes === undefined || first < 0 ? new Uint8Array(1) : bytes.subarray(first);
  return toBase64(significant).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function rsa(key: DerNode): JsonObject {
  const [, n, e, d, p, q, dp, dq, qi] = key.children.map(({ content }) => number(content));
  if (qi === undefined) throw new Error('an RSA key');
  return { kty: 'RSA', n, e, d, p, q, dp, dq, qi } as JsonObject;
}

function ec(key: DerNode, curve: string | undefined): JsonObject {
  const named = key.children.find(({ tag }) => tag === 0xa0)?.children[0]?.content;
  const crv = CURVES[curve ?? (named ? bytesToHex(named) : '')];
  const point = key.children.find(({ tag }) => tag === 0xa1)?.children[0]?.content.subarray(2);
  if (crv === undefined || point === undefined) throw new Error('an EC key');
  const half = point.length / 2;
  return {
    kty: 'EC',
    crv,
    x: number(point.subarray(0, half)),
    y: number(point.subarray(half)),
    d: number(key.children[1]?.content),
  };
}

/**
 * A private key in PEM as a JSON Web Key: RSA or an elliptic curve, in PKCS #8 or in its own form (RFC 5958, 8017,
 * 5915). What is no such key ends as az ends.
 */
export function readPrivateKey(pem: string): JsonObject {
  const found = /-----BEGIN (RSA |EC )?PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\s]+)-----END/.exec(pem);
  try {
    const [key] = parseDer(fromBase64((found?.[2] ?? '').replace(/\s+/g, '')));
    if (!found || !key) throw new Error('a key');
    if (found[1] === 'RSA ') return rsa(key);
    if (found[1] === 'EC ') return ec(key, undefined);
    const [algorithm, curve] = key.children[1]?.children ?? [];
    const [inner] = parseDer(key.children[2]?.content ?? new Uint8Array());
    if (!inner || !algorithm) throw new Error('a key');
    return bytesToHex(algorithm.content) === '2a864886f70d010101'
      ? rsa(inner)
      : ec(inner, curve && bytesToHex(curve.content));
  } catch {
    throw new CliError(`Import failed: ${NO_KEY}`);
  }
}
