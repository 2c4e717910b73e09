import * as z from 'zod/mini';
import { fromBase64, readCertificate, toBase64, type Certificate } from '#kernel/certificate.ts';
import { epochSeconds } from '#kernel/clock.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { certificateBundle, certificateItem } from '../certificate-bundle.ts';
import { badParameter, certificateNotFound, secretIsDeleted } from '../errors.ts';
import {
  certificateKey,
  keyKey,
  ObjectAttributes,
  secretKey,
  stateOf,
  table,
  type CertificateRow,
  type CertificateVersion,
  type SecretRow,
  type VaultRow,
} from '../models.ts';
import { givenAttributes, pageOf } from '../secret-bundle.ts';
import { withVersion } from './keys.ts';
import { certificateOperation } from './object-operation.ts';

const CertificateImport = z.looseObject({
  value: z.string().check(z.minLength(1)),
  pwd: z.nullish(z.string()),
  policy: z.nullish(z.looseObject({})),
  attributes: z.nullish(ObjectAttributes),
  tags: z.nullish(z.record(z.string(), z.string())),
});

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const base64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The versions of certificate, key and secret that one import makes, all by one number. */
function imported(
  ctx: Ctx,
  vault: VaultRow,
  name: string,
  read: Certificate,
  pem: string,
  more: Partial<CertificateVersion>,
) {
  const version = ctx.newId('certificateVersion', `${vault.id}/${name}`).replaceAll('-', '');
  const at = epochSeconds(ctx.now);
  const common = {
    version,
    enabled: true,
    created: at,
    updated: at,
    nbf: epochSeconds(read.notBefore),
    exp: epochSeconds(read.notAfter),
    ...more,
  };
  const { n, e } = read.publicKey ?? { n: '', e: '' };
  const key = {
    ...common,
    managed: true as const,
    jwk: { kty: 'RSA', key_ops: ['sign', 'verify'], n: base64url(hex(n)), e: base64url(hex(e)) },
  };
  const thumbprint = base64url(hex(read.thumbprint));
  const certificate: CertificateVersion = {
    ...common,
    der: read.der,
    thumbprint,
    subject: read.subject,
    keySize: n.length * 4,
  };
  return {
    certificate,
    key,
    secret: { ...common, managed: true as const, value: pem, contentType: 'application/x-pem-file' },
  };
}

/** The PEM text of an import, which clients send as it is or as base64 like the binary form. */
function pemOf(value: string): string | undefined {
  if (value.includes('-----BEGIN')) return value;
  try {
    const text = new TextDecoder().decode(fromBase64(value));
    return text.includes('-----BEGIN') ? text : undefined;
  } catch {
    return undefined;
  }
}

const importCertificate = certificateOperation({
  title: 'Import certificate',
  method: 'POST',
  path: '/certificates/{certificateName}/import',
  action: 'import/action',
  policy: 'import',
  body: CertificateImport,
  handle(ctx, { body, url }, { vault, name }) {
    const pem = pemOf(body.value);
    if (!pem) return pfx(url.path, body.value);
    const read = readCertificate(pem);
    if (!read?.publicKey || !pem.includes('PRIVATE KEY-----'))
      return refuse(
        badParameter(
          'The specified PEM X.509 certificate content is in an unexpected format. Please check if certificate is in valid PEM format.',
        ),
      );
    const secretAt = ctx.view.get<SecretRow>(table.secrets, secretKey(vault.id, name));
    if (secretAt && stateOf(secretAt, ctx.now) === 'softDeleted') return refuse(secretIsDeleted(name));
    const made = imported(ctx, vault, name, read, pem, {
      ...givenAttributes(body.attributes),
      ...(body.tags && { tags: body.tags }),
    });
    const held = ctx.view.get<CertificateRow>(table.certificates, certificateKey(vault.id, name));
    const row: CertificateRow = {
      vault: idKey(vault.id),
      name,
      versions: [...(held?.versions ?? []), made.certificate],
    };
    const kept = secretAt && stateOf(secretAt, ctx.now) === 'active' ? secretAt.versions : [];
    const secret: SecretRow = { vault: idKey(vault.id), name, versions: [...kept, made.secret] };
    return ok({
      status: 200,
      body: certificateBundle(vault, row, made.certificate),
      changes: [
        put(table.certificates, certificateKey(vault.id, name), row),
        put(table.keys, keyKey(vault.id, name), withVersion(ctx, vault, name, made.key)),
        put(table.secrets, secretKey(vault.id, name), secret),
      ],
    });
  },
});

/** PKCS #12 is ciphertext under a password; nothing here opens it. */
function pfx(path: string, value: string): Outcome {
  try {
    if (fromBase64(value)[0] !== 0x30) throw new Error('no DER');
  } catch {
    return refuse(
      badParameter(
        'The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.',
      ),
    );
  }
  const { message, ...rest } = notSimulated({ method: 'POST', url: `https://vault.azure.net${path}` });
  return refuse({ ...rest, message: message.replace(' is not', ' with PKCS#12 content is not') });
}

function found(
  ctx: Ctx,
  vault: VaultRow,
  name: string,
  version = '',
): { row: CertificateRow; at: CertificateVersion } | Outcome {
  const row = ctx.view.get<CertificateRow>(table.certificates, certificateKey(vault.id, name));
  const at = version ? row?.versions.find((one) => one.version === version.toLowerCase()) : row?.versions.at(-1);
  return row && at ? { row, at } : refuse(certificateNotFound(version ? `${name}/${version}` : name));
}

const getCertificate = (path: string) =>
  certificateOperation({
    title: 'Get certificate',
    method: 'GET',
    path,
    action: 'read',
    policy: 'get',
    handle(ctx, { params }, { vault, name }) {
      const answer = found(ctx, vault, name, params['certificateVersion']);
      return 'ok' in answer ? answer : ok({ status: 200, body: certificateBundle(vault, answer.row, answer.at) });
    },
  });

const listCertificates = certificateOperation({
  title: 'List certificates',
  method: 'GET',
  path: '/certificates',
  action: 'read',
  policy: 'list',
  handle: (ctx, input: Input, { vault }) =>
    pageOf(
      vault,
      input,
      ctx.view
        .by<CertificateRow>(table.certificates, 'vault', idKey(vault.id))
        .flatMap((row) => row.versions.slice(-1).map((at) => ({ row, at }))),
      ({ row, at }) => certificateItem(vault, row, at, false),
    ),
});

const listVersions = certificateOperation({
  title: 'List certificate versions',
  method: 'GET',
  path: '/certificates/{certificateName}/versions',
  action: 'read',
  policy: 'list',
  handle(ctx, input, { vault, name }) {
    const answer = found(ctx, vault, name);
    if ('ok' in answer) return answer;
    return pageOf(vault, input, answer.row.versions, (at) => certificateItem(vault, answer.row, at, true));
  },
});

/** Certificates as far as reading and importing go. Source: "Certificates" (Key Vault REST API, 7.4). */
export const certificateOperations = [
  listCertificates,
  listVersions,
  importCertificate,
  getCertificate('/certificates/{certificateName}'),
  getCertificate('/certificates/{certificateName}/{certificateVersion}'),
];
