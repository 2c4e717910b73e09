import { defineSurface, type Place } from '#kernel/define.ts';
import { endpointAddresses, findEndpoint } from '#kernel/identity-endpoint.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { idKey } from '#kernel/scope.ts';

const addresses: readonly string[] = Object.values(endpointAddresses);

/**
 * The identity endpoint of a web app, a container app, a sandbox. From anywhere else its address leads nowhere.
 * Source: "How to use managed identities for App Service", REST endpoint reference.
 */
export const identitySurface = defineSurface({
  name: 'app-service-identity',
  title: 'App Service identity endpoint',
  match({ host }, view, origin): Place | undefined {
    if (!addresses.includes(host)) return undefined;
    const tenantId = tenantIdOf(view);
    const here = origin.type === 'run' ? origin.host : '';
    const row = findEndpoint(view, here);
    if (row && endpointAddresses[row.kind] === host) return { params: { host: row.host }, tenantId };
    // The link-local address is there on App Service only; a loopback address is there everywhere, with nothing behind it.
    const there = host !== endpointAddresses['app-service'] || /^\/subscriptions\/.*\/microsoft\.web\//i.test(here);
    const why = there && view.get('resources', idKey(here)) ? 'Connection refused' : 'No route to host';
    return { params: {}, tenantId, unreachable: `Failed to connect to ${host.replace(':', ' port ')}: ${why}` };
  },
  badBody: (detail) => ({ status: 400, code: '400', message: detail }),
  render: ({ status, message }, { correlationId }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ statusCode: status, message, correlationId }),
  }),
  headers: ({ correlationId, now }) => ({
    date: new Date(now).toUTCString(),
    server: 'Kestrel',
    'x-correlation-id': correlationId,
  }),
});
