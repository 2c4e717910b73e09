import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { hasIdentityEndpoint, identityEndpoint } from './environment.ts';
import { findWebApp, type WebAppRow } from './models.ts';
import { stoppedPage } from './pages.ts';

const domain = '.azurewebsites.net';

/** The address of every web app: a visit runs its program. `host` is the site's resource id. */
export const siteSurface = defineSurface({
  name: 'site',
  title: 'Web app',
  match({ host }, view): Place | undefined {
    if (!host.endsWith(domain)) return undefined;
    const scm = host.endsWith(`.scm${domain}`);
    const name = scm ? host.replace(`.scm${domain}`, domain) : host;
    const [app] = view.by<WebAppRow>('webApps', 'host', name);
    const tenantId = tenantIdOf(view);
    if (!app) return { params: {}, tenantId, unreachable: `Could not resolve host: ${host}` };
    return { params: { host: app.id, ...(scm && { scm: 'true' }) }, tenantId };
  },
  badBody: (detail) => ({ status: 400, code: 'BadRequest', message: detail }),
  render({ status, code, message }) {
    if (code === 'SiteStopped') return { status, headers: { 'content-type': 'text/html' }, body: stoppedPage(message) };
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: message };
  },
  headers: ({ now }) => ({ date: new Date(now).toUTCString() }),
});

/**
 * The identity endpoint of a web app. The address is the same in every app and leads from each to its own platform;
 * from anywhere else it leads nowhere. Source: "How to use managed identities for App Service", REST endpoint reference.
 */
export const identitySurface = defineSurface({
  name: 'app-service-identity',
  title: 'App Service identity endpoint',
  match({ host }, view, origin): Place | undefined {
    if (host !== identityEndpoint.host) return undefined;
    const tenantId = tenantIdOf(view);
    const from = origin.type === 'run' ? findWebApp(view, origin.host) : undefined;
    const failed = `Failed to connect to ${host.replace(':', ' port ')}`;
    if (!from) return { params: {}, tenantId, unreachable: `${failed}: No route to host` };
    if (!hasIdentityEndpoint(view, from.id))
      return { params: {}, tenantId, unreachable: `${failed}: Connection refused` };
    return { params: { host: from.id }, tenantId };
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
