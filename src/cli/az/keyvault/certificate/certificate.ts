import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64 } from '#kernel/certificate.ts';
import { at, list, member, text, type Json, type JsonObject } from '../../json.ts';
import { attributes } from '../secret/secret.ts';

export const CERTIFICATES_VERSION = '7.4';

function times(raw: Json | undefined): JsonObject {
  const shown = attributes(raw);
  delete shown['recoverableDays'];
  return shown;
}

/** A certificate of a list, as az prints it. */
export function certificateItem(raw: Json | undefined): JsonObject {
  const id = text(raw, 'id');
  const plain = text(raw, 'x5t').replaceAll('-', '+').replaceAll('_', '/');
  const thumbprint = plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
  return {
    attributes: times(raw),
    id,
    name: id.split('/')[4] ?? null,
    // The SDK does not read the subject, and az prints its place.
    subject: '',
    tags: member(raw, 'tags') ?? null,
    x509Thumbprint: thumbprint || null,
    x509ThumbprintHex: bytesToHex(fromBase64(thumbprint)).toUpperCase() || null,
  };
}

function policyOf(policy: Json, id: string): JsonObject {
  const of = (...path: string[]): Json => at(policy, ...path) ?? null;
  return {
    attributes: times(policy),
    id: `${id.split('/').slice(0, -1).join('/')}/policy`,
    issuerParameters: {
      certificateTransparency: of('issuer', 'cert_transparency'),
      certificateType: of('issuer', 'cty'),
      name: of('issuer', 'name'),
    },
    keyProperties: {
      curve: of('key_props', 'crv'),
      exportable: of('key_props', 'exportable'),
      keySize: of('key_props', 'key_size'),
      keyType: of('key_props', 'kty'),
      reuseKey: of('key_props', 'reuse_key'),
    },
    lifetimeActions: list(of('lifetime_actions')).map((action) => ({
      action: { actionType: at(action, 'action', 'action_type') ?? null },
      trigger: {
        daysBeforeExpiry: at(action, 'trigger', 'days_before_expiry') ?? null,
        lifetimePercentage: at(action, 'trigger', 'lifetime_percentage') ?? null,
      },
    })),
    secretProperties: { contentType: of('secret_props', 'contentType') },
    x509CertificateProperties: {
      ekus: of('x509_props', 'ekus'),
      keyUsage: list(of('x509_props', 'key_usage')).length > 0 ? of('x509_props', 'key_usage') : null,
      subject: of('x509_props', 'subject'),
      subjectAlternativeNames: {
        dnsNames: of('x509_props', 'sans', 'dns_names'),
        emails: of('x509_props', 'sans', 'emails'),
        upns: of('x509_props', 'sans', 'upns'),
      },
      validityInMonths: of('x509_props', 'validity_months'),
    },
  };
}

/** A certificate with its policy, as `show` and `import` print it. */
export function certificateBundle(raw: Json | undefined): JsonObject {
  const { subject: _, ...item } = certificateItem(raw);
  const policy = member(raw, 'policy') ?? null;
  return {
    ...item,
    cer: member(raw, 'cer') ?? null,
    contentType: null,
    kid: member(raw, 'kid') ?? null,
    policy: policy === null ? null : policyOf(policy, text(raw, 'id')),
    sid: member(raw, 'sid') ?? null,
  };
}
