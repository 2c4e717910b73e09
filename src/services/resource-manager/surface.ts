import { defineSurface, type FaultFacts, type Rendering, type TokenFault } from '#kernel/define.ts';
import { isoSeconds } from '#kernel/clock.ts';
import { guidFrom } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import * as errors from './errors.ts';
import { forbid } from './forbid.ts';

const faults: Record<TokenFault, (facts: FaultFacts) => Refusal> = {
  missing: () => errors.headerMissing(),
  malformed: () => errors.headerMalformed(),
  signature: () => errors.tokenInvalid(),
  issuer: ({ claims, place }) => errors.wrongTenant(claims?.tid ?? '', place.tenantId),
  audience: ({ claims }) => errors.wrongAudience(claims?.aud ?? ''),
  expired: ({ claims, now }) => errors.tokenExpired((claims?.exp ?? 0) * 1000, now),
};

/** RFC 6750 challenge: where a token would be had, and what was wrong with this one. */
const challenge = (refusal: Refusal, tenantId: string): Refusal => ({
  ...refusal,
  headers: {
    'www-authenticate': `Bearer authorization_uri="https://login.windows.net/${tenantId}", error="invalid_token", error_description="${refusal.message.replaceAll('"', "'")}"`,
  },
});

const wellFormed = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(-[a-z][a-z0-9.]*)*$/i;

/** Missing or malformed is refused; any well-formed date is accepted. */
export function judgeApiVersion(value: string | undefined): Refusal | undefined {
  if (!value) return errors.apiVersionMissing();
  return wellFormed.test(value) ? undefined : errors.apiVersionInvalid(value);
}

/** Headers of every answer of Resource Manager; the remaining reads are a constant, throttling is not simulated. */
const headers = ({ requestId, correlationId, now }: Rendering): Record<string, string> => ({
  'cache-control': 'no-cache',
  pragma: 'no-cache',
  expires: '-1',
  date: new Date(now).toUTCString(),
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-ms-ratelimit-remaining-subscription-global-reads': '16499',
  'x-ms-request-id': requestId,
  'x-ms-correlation-request-id': correlationId,
  'x-ms-routing-request-id': `WESTEUROPE:${isoSeconds(now).replaceAll(/[-:]/g, '')}:${guidFrom(requestId, 'routing', '')}`,
  'x-cache': 'CONFIG_NOCACHE',
});

/** Azure Resource Manager: where every resource is managed, whoever owns its type. */
export const armSurface = defineSurface({
  name: 'arm',
  title: 'Azure Resource Manager',
  match: ({ host }, view) =>
    host === 'management.azure.com' || host === 'management.azure.com:443'
      ? { params: {}, tenantId: tenantIdOf(view) }
      : undefined,
  bearer: {
    audiences: () => errors.armAudiences,
    refuse: (fault, facts) => challenge(faults[fault](facts), facts.place.tenantId),
    forbid,
  },
  apiVersion: judgeApiVersion,
  badBody: errors.badContent,
  render: ({ status, code, message, target, details, extra }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      error: { code, message, ...(target && { target }), ...(details && { details }), ...extra },
    }),
  }),
  headers,
});
