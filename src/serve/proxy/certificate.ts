// The library builds its objects by reflection and asks for this before it is loaded.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60_000;

export const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** Positive, and never the same twice: browsers refuse a second certificate of one issuer with a known number. */
const serialNumber = (): string => `4${randomBytes(15).toString('hex').slice(1)}`;

const pemOf = (type: string, bytes: ArrayBuffer): string => x509.PemConverter.encode(bytes, type);

/** The private key as OpenSSL and Node read it (PKCS #8). */
export const keyPem = async (keys: CryptoKeyPair): Promise<string> =>
  pemOf('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey));

/** Longer is refused by Apple's clients, for authorities of one's own too: https://support.apple.com/103769 */
export const authorityLife = 825 * day;

/** A certificate that may sign others, one level deep. Times in milliseconds since 1970. */
export async function authorityCertificate(keys: CryptoKeyPair, now: number): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Tenantlab local authority, O=Made on this machine for its own simulated tenant',
    notBefore: new Date(now - day),
    notAfter: new Date(now + authorityLife - day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return certificate.toString('pem');
}

/** Who signs: the authority's certificate and its private key. */
export interface Signer {
  certificate: string;
  key: CryptoKey;
}

/** What a name's certificate is good for, in milliseconds; it is made anew before that. */
export const leafLife = 14 * day;

/** The certificate of a server by one name (or IP address), signed. */
export async function serverCertificate(
  signer: Signer,
  keys: CryptoKeyPair,
  name: string,
  now: number,
): Promise<string> {
  const issuer = new x509.X509Certificate(signer.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    issuer: issuer.subject,
    // The name itself stands in the extension: a common name holds 64 characters only.
    subject: 'CN=Tenantlab simulated service',
    notBefore: new Date(now - day),
    notAfter: new Date(Math.min(now + leafLife, issuer.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: signer.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: isIP(name) ? 'ip' : 'dns', value: name }]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return certificate.toString('pem');
}
