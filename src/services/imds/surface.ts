import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { findHost } from './models.ts';

export const address = '169.254.169.254';

/**
 * The instance metadata service: one address in every machine, which leads from each to its own. Nobody else reaches it.
 * Source: "Azure Instance Metadata Service for virtual machines".
 */
export const imdsSurface = defineSurface({
  name: 'imds',
  title: 'Instance Metadata Service',
  match({ host, protocol }, view, origin): Place | undefined {
    if (host !== address) return undefined;
    const tenantId = tenantIdOf(view);
    const from = origin.type === 'run' ? findHost(view, origin.host) : undefined;
    const port = protocol === 'https' ? 443 : 80;
    const failed = `Failed to connect to ${address} port ${port}`;
    if (!from) return { params: {}, tenantId, unreachable: `${failed}: No route to host` };
    if (protocol !== 'http') return { params: {}, tenantId, unreachable: `${failed}: Connection refused` };
    return { params: { host: from.host }, tenantId };
  },
  badBody: (detail) => ({ status: 400, code: 'invalid_request', message: detail }),
  render: ({ status, code, message, extra }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: code, ...(message && { error_description: message }), ...extra }),
  }),
  headers: ({ now }) => ({ date: new Date(now).toUTCString(), server: 'IMDS/150.870.65.1854' }),
});
