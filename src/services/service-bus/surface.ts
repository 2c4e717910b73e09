import { isoSeconds } from '#kernel/clock.ts';
import { defineSurface, type Place, type TokenFault } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import { rightNamed } from './access.ts';
import { operationPath, resourceName } from './address.ts';
import * as say from './errors.ts';
import { namespaceByName } from './models.ts';
import { networkRefusal } from './network.ts';
import { sasCaller, sasLacks } from './sas.ts';

const faults: Record<TokenFault, Refusal> = {
  missing: say.missingToken,
  malformed: say.malformedToken,
  signature: say.invalidSignature,
  issuer: say.invalidIssuer,
  audience: say.invalidAudience,
  expired: say.expiredToken,
};

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '')
    .replaceAll(/[&<>]/g, (mark) => marks[mark] ?? mark);

/**
 * The address of a namespace's queues and topics. It trusts the tenant of the namespace's subscription; nothing answers
 * for a name without a namespace. Refusals are XML, and 401 whether a token or a permission is lacking.
 */
export const serviceBusSurface = defineSurface({
  name: 'service-bus',
  title: 'Service Bus',
  match(url, view): Place | undefined {
    const name = /^([^.]+)\.servicebus\.windows\.net$/.exec(url.host)?.[1];
    if (!name) return undefined;
    const namespace = namespaceByName(view, name);
    if (!namespace) return { params: {}, tenantId: '', unreachable: `Could not resolve host: ${url.host}` };
    return { params: { namespaceId: namespace.id }, tenantId: tenantIdOf(view) };
  },
  bearer: {
    audiences: () => ['https://servicebus.azure.net/', 'https://servicebus.azure.net'],
    refuse: (fault) => faults[fault],
    network: networkRefusal,
    forbid: ({ permission }, { url }) => say.claimRequired(rightNamed(permission.action), resourceName(url)),
  },
  otherProof: { caller: sasCaller, permits: sasLacks },
  operationPath,
  badBody: say.badBody,
  render({ status, message }, { requestId, now }) {
    const detail = `${message} TrackingId:${requestId}_G4, SystemTracker:NoSystemTracker, Timestamp:${isoSeconds(now).slice(0, -1)}`;
    return {
      status,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
      body: `<Error><Code>${status}</Code><Detail>${escapeXml(detail)}</Detail></Error>`,
    };
  },
  headers: ({ now }) => ({
    server: 'Microsoft-HTTPAPI/2.0',
    'strict-transport-security': 'max-age=31536000',
    date: new Date(now).toUTCString(),
  }),
});
