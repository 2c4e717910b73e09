import * as z from 'zod/mini';
import { readCertificate } from '#kernel/certificate.ts';
import type { Ctx } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { invalidValue } from './graph-errors.ts';
import type { CertificateRow } from './models.ts';

/** The certificates of an application as they are written: with the certificate, or the id of one that stays. */
export const KeyCredentials = z.array(
  z.looseObject({
    keyId: z.nullish(z.string()),
    displayName: z.nullish(z.string()),
    key: z.nullish(z.string()),
    type: z.nullish(z.string()),
    usage: z.nullish(z.string()),
    startDateTime: z.nullish(z.string()),
    endDateTime: z.nullish(z.string()),
  }),
);
type KeyCredentials = z.infer<typeof KeyCredentials>;

const wrong = { refusal: invalidValue('keyCredentials', 'Application') };

/**
 * The list that replaces the present one. A certificate counts from its own first day to its own last, or within a
 * shorter time that is given. Source: "keyCredential resource type" (Microsoft Graph).
 */
export function certificatesFrom(
  ctx: Ctx,
  owner: string,
  wanted: KeyCredentials,
  present: CertificateRow[],
): { certificates: CertificateRow[] } | { refusal: Refusal } {
  const certificates: CertificateRow[] = [];
  for (const { keyId, displayName, key, type, usage, startDateTime, endDateTime } of wanted) {
    const kept = keyId ? present.find((one) => one.keyId === keyId) : undefined;
    if (kept && !key) {
      certificates.push(kept);
      continue;
    }
    const certificate = key ? readCertificate(key) : undefined;
    if (!certificate || type !== 'AsymmetricX509Cert' || usage !== 'Verify') return wrong;
    const { der, subject, thumbprint, thumbprintSha256, publicKey, notBefore, notAfter } = certificate;
    const [start, end] = [startDateTime, endDateTime].map((time) => (time ? Date.parse(time) : undefined));
    const [startsAt, endsAt] = [Math.max(start ?? 0, notBefore), Math.min(end ?? Infinity, notAfter)];
    if (Number.isNaN(startsAt + endsAt) || startsAt >= endsAt) return wrong;
    certificates.push({
      keyId: keyId ?? ctx.newId('certificate', `${owner} ${thumbprint}`),
      displayName: displayName ?? `CN=${subject}`,
      der,
      thumbprint,
      thumbprintSha256,
      ...(publicKey && { publicKey }),
      startsAt,
      endsAt,
    });
  }
  return { certificates };
}
