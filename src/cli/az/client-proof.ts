import { fromBase64, readCertificate, toBase64 } from '#kernel/certificate.ts';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ClientProof, ShellAccount } from '../host.ts';
import { derivedGuid } from './derived-guid.ts';
import { CliError } from './errors.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How long an assertion by the client's own key holds, in seconds, as MSAL makes it. */
const assertionLife = 600;

const base64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** What az says of a file that holds no certificate. */
export function checkCertificate(pem: string): void {
  if (!pem.includes('-----BEGIN CERTIFICATE-----') || !readCertificate(pem))
    throw new CliError(
      "Invalid certificate, please use a valid PEM file. Error detail: [('PEM routines', '', 'no start line')]",
    );
  if (!privateKeyOf(pem))
    throw new CliError(
      'This lab reads a private key from a PEM file only between BEGIN PRIVATE KEY and END PRIVATE KEY (PKCS #8, without a password); the file of --certificate holds none.',
    );
}

const privateKeyOf = (pem: string): string | undefined =>
  /-----BEGIN PRIVATE KEY-----([\s\S]*?)-----END PRIVATE KEY-----/.exec(pem)?.[1]?.replace(/\s+/g, '');

/** A JWT that the client signs with the key of its certificate, as MSAL makes it. `now`: seconds since the epoch. */
async function ownAssertion(pem: string, appId: string, tenantId: string, now: number): Promise<string> {
  checkCertificate(pem);
  const x5t = base64url(hexToBytes((readCertificate(pem)?.thumbprint ?? '').toLowerCase()));
  const claims = {
    aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    exp: now + assertionLife,
    iat: now,
    jti: derivedGuid('client assertion', appId, String(now)),
  };
  const content = [{ alg: 'RS256', typ: 'JWT', x5t }, claims]
    .map((part) => base64url(utf8ToBytes(JSON.stringify(part))))
    .join('.');
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = Uint8Array.from(fromBase64(privateKeyOf(pem) ?? ''));
  const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign(algorithm.name, key, Uint8Array.from(utf8ToBytes(content)));
  return `${content}.${base64url(new Uint8Array(signature))}`;
}

async function fieldsOf(
  proof: ClientProof,
  appId: string,
  tenantId: string,
  now: number,
): Promise<Record<string, string>> {
  if ('secret' in proof) return { client_secret: proof.secret };
  const client_assertion =
    'assertion' in proof ? proof.assertion : await ownAssertion(proof.certificate, appId, tenantId, now);
  return { client_assertion, client_assertion_type: jwtBearer };
}

/** The form by which an application asks for a token for itself. `now`: seconds since the epoch. Source: MSAL Python, acquire_token_for_client. */
export async function clientForm(
  { userPrincipalName, tenantId }: ShellAccount,
  proof: ClientProof,
  scope: string,
  now: number,
): Promise<Record<string, string>> {
  return {
    client_id: userPrincipalName,
    grant_type: 'client_credentials',
    client_info: '1',
    ...(await fieldsOf(proof, userPrincipalName, tenantId, now)),
    claims: '{"access_token": {"xms_cc": {"values": ["CP1"]}}}',
    scope,
  };
}
