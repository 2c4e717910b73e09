import { defineSurface, type FaultFacts, type Origin, type Place, type TokenFault } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import * as say from './errors.ts';
import { hmacCaller } from './hmac.ts';
import { storeAt, storeByName } from './models.ts';

const refusedToken = (fault: TokenFault): Refusal => {
  if (fault === 'missing' || fault === 'malformed') return say.noProof;
  return say.bearerRefused(fault === 'issuer' ? say.bearer.issuer : say.bearer.invalid);
};

function networkRefusal({ view, place }: FaultFacts, origin: Origin): Refusal | undefined {
  const open = origin.type === 'inside' || storeAt(view, place.params).properties.publicNetworkAccess !== 'Disabled';
  return open ? undefined : say.notByNetwork;
}

/**
 * A store's own address. Keys may hold slashes, so that what stands behind `/kv` or `/locks` is one name. Refusals are
 * `application/problem+json`, or have no body at all. Source: Azure App Configuration REST API reference.
 */
export const appConfigurationSurface = defineSurface({
  name: 'app-configuration',
  title: 'App Configuration',
  match(url, view): Place | undefined {
    const name = /^([^.]+)\.azconfig\.io$/.exec(url.host)?.[1];
    if (!name) return undefined;
    const store = storeByName(view, name);
    if (!store) return { params: {}, tenantId: '', unreachable: `Could not resolve host: ${url.host}` };
    if (url.protocol !== 'https')
      return { params: {}, tenantId: '', unreachable: `Failed to connect to ${url.host} port 80` };
    return { params: { storeId: store.id, host: url.host }, tenantId: tenantIdOf(view) };
  },
  bearer: {
    audiences: ({ params }) =>
      ['https://appconfig.azure.com', 'https://azconfig.io', `https://${params['host']}`].flatMap((one) => [
        one,
        `${one}/`,
      ]),
    refuse: refusedToken,
    network: networkRefusal,
    forbid: () => say.forbidden,
  },
  otherProof: {
    caller: (facts) =>
      /^HMAC-SHA256(?:\s|$)/i.test(facts.headers['authorization'] ?? '') ? hmacCaller(facts) : undefined,
    permits: ({ caller, operation }) =>
      caller.credential?.['readOnly'] === true && !operation.action.endsWith('/read') ? say.forbidden : undefined,
  },
  operationPath({ path }) {
    const [, kind = '', ...rest] = path.split('/');
    return rest.length ? `/${kind}/${rest.join('%2F')}` : path;
  },
  apiVersion(value) {
    if (!value) return say.versionMissing;
    return /^(?:\d+\.\d+|\d{4}-\d{2}-\d{2}(?:-preview)?)$/.test(value) ? undefined : say.versionInvalid(value);
  },
  badBody: (detail) => say.bodyInvalid(detail),
  render({ status, code, message, extra }) {
    const none = extra?.['empty'] === true;
    const headers: Record<string, string> = none
      ? { 'content-length': '0' }
      : { 'content-type': 'application/problem+json; charset=utf-8' };
    const body = none ? '' : JSON.stringify({ ...(extra ?? { type: code, title: message }), status });
    return { status, headers, body };
  },
  headers: ({ requestId, correlationId, now }) => ({
    server: 'openresty/1.17.8.2',
    date: new Date(now).toUTCString(),
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': correlationId,
    'sync-token': `zAJw6V16=${btoa(`0:${now}`)};sn=${now}`,
    'strict-transport-security': 'max-age=15724800; includeSubDomains',
  }),
});
