import type { CertificateRow, CertificateVersion, VaultRow } from './models.ts';
import { addressOf, attributesOf } from './secret-bundle.ts';

const idOf = (vault: VaultRow, kind: string, name: string, version?: string): string =>
  `${addressOf(vault)}/${kind}/${name}${version === undefined ? '' : `/${version}`}`;

/** A certificate as a list shows it. */
export const certificateItem = (
  vault: VaultRow,
  { name }: CertificateRow,
  at: CertificateVersion,
  withVersion: boolean,
) => ({
  id: idOf(vault, 'certificates', name, withVersion ? at.version : undefined),
  x5t: at.thumbprint,
  attributes: attributesOf(vault, at),
  ...(at.tags && { tags: at.tags }),
  subject: `CN=${at.subject}`,
});

/** A certificate with the ids of its key and of the secret that holds it whole, the private key included. */
export const certificateBundle = (vault: VaultRow, { name }: CertificateRow, at: CertificateVersion) => ({
  id: idOf(vault, 'certificates', name, at.version),
  kid: idOf(vault, 'keys', name, at.version),
  sid: idOf(vault, 'secrets', name, at.version),
  x5t: at.thumbprint,
  cer: at.der,
  attributes: attributesOf(vault, at),
  ...(at.tags && { tags: at.tags }),
  policy: {
    id: `${idOf(vault, 'certificates', name)}/policy`,
    key_props: { exportable: true, kty: 'RSA', key_size: at.keySize, reuse_key: false },
    secret_props: { contentType: 'application/x-pem-file' },
    x509_props: { subject: `CN=${at.subject}`, ekus: [], key_usage: [], basic_constraints: { ca: false } },
    issuer: { name: 'Unknown' },
    attributes: { enabled: true, created: at.created, updated: at.updated },
  },
});
