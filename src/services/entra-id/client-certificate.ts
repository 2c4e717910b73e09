import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { mgf1, PKCS1_SHA256, PSS } from 'micro-rsa-dsa-dh/rsa.js';
import { minute } from '#kernel/clock.ts';
import { fromBase64 } from '#kernel/certificate.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import { credentialState } from './credential-life.machine.ts';
import * as errors from './login-errors.ts';
import type { ApplicationRow, CertificateRow } from './models.ts';

interface Signed {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** What was signed, and the signature. */
  content: Uint8Array;
  signature: Uint8Array;
}

const bytesOf = (base64url: string): Uint8Array => fromBase64(base64url.replaceAll('-', '+').replaceAll('_', '/'));

/** A JWT taken apart; undefined when it is none. */
function takeApart(jwt: string): Signed | undefined {
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

const signers = { RS256: PKCS1_SHA256, PS256: PSS(sha256, mgf1(sha256), 32) };

function signatureHolds({ header, content, signature }: Signed, { publicKey }: CertificateRow): boolean {
  const signer = signers[header['alg'] as keyof typeof signers] as typeof PKCS1_SHA256 | undefined;
  if (!signer || !publicKey || signature.length !== hexToBytes(publicKey.n).length) return false;
  try {
    return signer.verify({ n: BigInt(`0x${publicKey.n}`), e: BigInt(`0x${publicKey.e}`) }, content, signature);
  } catch {
    return false;
  }
}

/** The thumbprint by which the header names the certificate: SHA-256 or SHA-1, hexadecimal in capitals. */
function namedBy({ header }: Signed): string {
  const named = header['x5t#S256'] ?? header['x5t'] ?? header['kid'];
  try {
    return typeof named === 'string' ? bytesToHex(bytesOf(named)).toUpperCase() : '';
  } catch {
    return '';
  }
}

const audiencesOf = (view: View): string[] => {
  const login = 'https://login.microsoftonline.com';
  const tenant = tenantIdOf(view);
  return [`${login}/${tenant}/oauth2/v2.0/token`, `${login}/${tenant}/oauth2/token`, `${login}/${tenant}/v2.0`];
};

/**
 * Why a JWT that the client signed itself does not prove who it is; undefined when it does. The signature is checked here,
 * in the fold, by the public key of a certificate that the application holds: whoever replays a log checks it again.
 * Source: "Microsoft identity platform application authentication certificate credentials".
 */
export function judgeCertificate(
  view: View,
  now: number,
  appId: string,
  application: ApplicationRow | undefined,
  jwt: string,
): Refusal | undefined {
  const signed = takeApart(jwt);
  if (!signed) return errors.assertionUnreadable();
  const thumbprint = namedBy(signed);
  const held = (application?.certificates ?? []).find((one) =>
    [one.thumbprint, one.thumbprintSha256].includes(thumbprint),
  );
  if (!held) return errors.certificateUnknown(appId, thumbprint);
  if (!signatureHolds(signed, held)) return errors.certificateSignature(appId, thumbprint);
  if (credentialState(held, now) !== 'valid') return errors.certificateExpired(appId, held);
  const { aud, iss, sub, nbf, exp } = signed.claims;
  if (String(iss).toLowerCase() !== appId || String(sub).toLowerCase() !== appId) return errors.assertionIssuer();
  if (!audiencesOf(view).includes(String(aud).toLowerCase())) return errors.assertionAudience(String(aud));
  const [from, to] = [Number(nbf ?? signed.claims['iat'] ?? 0) * 1000, Number(exp) * 1000];
  // Clocks differ by a few minutes, and Entra ID allows for it.
  if (!(from - skew <= now) || !(to + skew > now)) return errors.assertionOutOfTime(now, from, to);
  return undefined;
}
