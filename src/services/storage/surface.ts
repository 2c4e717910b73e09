import { defineSurface, type FaultFacts, type Place, type Surface, type TokenFault } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import type { DataService } from './access.ts';
import { blobPath, queuePath } from './address.ts';
import * as say from './errors.ts';
import { accountAt, accountByName } from './models.ts';
import { networkRefusal } from './network.ts';
import { proofLacks, proofOf } from './proof.ts';
import { document, escapeXml, textElement } from './xml.ts';

/** Tokens are taken from this version on. */
const tokensSince = '2017-11-09';

const versionOf = ({ headers }: FaultFacts): string => headers['x-ms-version'] ?? '';

/** What a request without any proof is told: first whether the account lets anybody in at all. */
function unproved(service: DataService, facts: FaultFacts): Refusal {
  const { allowBlobPublicAccess } = accountAt(facts.view, facts.place.params).properties;
  if (service === 'blob' && !allowBlobPublicAccess) return say.publicAccessNotPermitted;
  return versionOf(facts) < say.challengesSince ? say.resourceNotFound : say.noAuthentication(facts.place.tenantId);
}

function refusedToken(service: DataService, fault: TokenFault, facts: FaultFacts): Refusal {
  if (fault === 'missing') return unproved(service, facts);
  if (fault === 'malformed')
    return /^Bearer\s+\S/i.test(facts.headers['authorization'] ?? '')
      ? say.authenticationFailed(say.detail.bearerTooOld)
      : say.authorizationNotUnderstood;
  return say.tokenRefused(versionOf(facts), facts.place.tenantId, say.detail[fault]);
}

const title: Record<DataService, string> = { blob: 'Blob Storage', queue: 'Queue Storage' };

/**
 * The address of an account's blobs or queues. It trusts the tenant of the account's subscription; nothing answers for a
 * name without an account. Refusals are XML. Source: "Authorize requests to Azure Storage", "Status and error codes".
 */
const surfaceOf = (service: DataService): Surface =>
  defineSurface({
    name: service,
    title: title[service],
    match(url, view): Place | undefined {
      const name = new RegExp(`^([^.]+)\\.${service}\\.core\\.windows\\.net$`).exec(url.host)?.[1];
      if (!name) return undefined;
      const account = accountByName(view, name);
      if (!account) return { params: {}, tenantId: '', unreachable: `Could not resolve host: ${url.host}` };
      return { params: { accountId: account.id, accountName: account.name }, tenantId: tenantIdOf(view) };
    },
    bearer: {
      audiences: ({ params }) => [
        'https://storage.azure.com',
        'https://storage.azure.com/',
        'e406a681-f3d4-42a8-90b6-c2b029497af1',
        `https://${params['accountName']}.${service}.core.windows.net`,
        `https://${params['accountName']}.${service}.core.windows.net/`,
      ],
      takes: (facts) => versionOf(facts) >= tokensSince,
      refuse: (fault, facts) => refusedToken(service, fault, facts),
      network: networkRefusal,
      forbid: () => say.permissionMismatch,
    },
    otherProof: {
      caller: (facts) => proofOf(service, facts),
      permits: (facts) => proofLacks(service, facts),
    },
    operationPath: service === 'blob' ? blobPath : queuePath,
    badBody: () => say.invalidXml,
    render({ status, code, message, extra }, { requestId, now }) {
      const time = new Date(now).toISOString().replace('Z', '0000Z');
      const more = Object.entries(extra ?? {}).map(([name, value]) => textElement(name, String(value)));
      const text = escapeXml(`${message}\nRequestId:${requestId}\nTime:${time}`);
      return {
        status,
        headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
        body: document(`<Error><Code>${code}</Code><Message>${text}</Message>${more.join('')}</Error>`),
      };
    },
    headers: ({ requestId, now }) => ({
      server: `Windows-Azure-${service === 'blob' ? 'Blob' : 'Queue'}/1.0 Microsoft-HTTPAPI/2.0`,
      'x-ms-request-id': requestId,
      date: new Date(now).toUTCString(),
    }),
  });

export const blobSurface = surfaceOf('blob');
export const queueSurface = surfaceOf('queue');
