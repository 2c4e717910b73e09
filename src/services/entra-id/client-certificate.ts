import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { mgf1, PKCS1_SHA256, PSS } from 'micro-rsa-dsa-dh/rsa.js';
import { minute } from '#kernel/clock.ts';
import { fromBase64 } from '#kernel/certificate.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { View } from '#kernel/tables.ts';
import type { CertificateRow } from './models.ts';

/** A JWT that the client made itself. */
export interface Signed {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** What was signed, and the signature. */
  content: Uint8Array;
  signature: Uint8Array;
}

const bytesOf = (base64url: string): Uint8Array => fromBase64(base64url.replaceAll('-', '+').replaceAll('_', '/'));

/** A JWT taken apart; undefined when it is none. */
export function takeApart(jwt: string): Signed | undefined {
  const [head = '', body = '', signature = '', more] = jwt.split('.');
  if (!signature || more !== undefined) return undefined;
  try {
    const read = (part: string): unknown => JSON.parse(new TextDecoder().decode(bytesOf(part)));
    const [header, claims] = [read(head), read(body)] as Record<string, unknown>[];
    if (!header || !claims || typeof header !== 'object' || typeof claims !== 'object') return undefined;
    return { header, claims, content: utf8ToBytes(`${head}.${body}`), signature: bytesOf(signature) };
  } catch {
    return undefined;
  }
}

/** By how much clocks may differ. */
const skew = 5 * minute;

/** From when to when the assertion says it holds, and how far clocks may differ, ms. */
export function lifetimeOf({ claims }: Signed): { from: number; to: number; skew: number } {
  return { from: Number(claims['nbf'] ?? claims['iat'] ?? 0) * 1000, to: Number(claims['exp']) * 1000, skew };
}

const signers = { RS256: PKCS1_SHA256, PS256: PSS(sha256, mgf1(sha256), 32) };

/** Whether the signature is by the certificate's key. It is checked in the fold: whoever replays a log checks it again. */
export function signatureHolds({ header, content, signature }: Signed, { publicKey }: CertificateRow): boolean {
  const signer = signers[header['alg'] as keyof typeof signers] as typeof PKCS1_SHA256 | undefined;
  if (!signer || !publicKey || signature.length !== hexToBytes(publicKey.n).length) return false;
  try {
    return signer.verify({ n: BigInt(`0x${publicKey.n}`), e: BigInt(`0x${publicKey.e}`) }, content, signature);
  } catch {
    return false;
  }
}

/** The thumbprint by which the header names the certificate: SHA-256 or SHA-1, hexadecimal in capitals. */
export function namedBy({ header }: Signed): string {
  const named = header['x5t#S256'] ?? header['x5t'] ?? header['kid'];
  try {
    return typeof named === 'string' ? bytesToHex(bytesOf(named)).toUpperCase() : '';
  } catch {
    return '';
  }
}

/** What an assertion may name as its audience: the token endpoint. */
export const audiencesOf = (view: View): string[] => {
  const login = 'https://login.microsoftonline.com';
  const tenant = tenantIdOf(view);
  return [`${login}/${tenant}/oauth2/v2.0/token`, `${login}/${tenant}/oauth2/token`, `${login}/${tenant}/v2.0`];
};
