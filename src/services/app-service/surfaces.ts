import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { WebAppRow } from './models.ts';
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
