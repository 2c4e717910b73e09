import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { idKey } from '#kernel/scope.ts';
import { apps, type AppRow } from './models.ts';

const domain = '.azurecontainerapps.io';

/** The address of a container app: a visit runs its program. An internal one is reached from its environment only. */
export const containerAppSurface = defineSurface({
  name: 'container-app',
  title: 'Container app',
  match({ host }, view, origin): Place | undefined {
    if (!host.endsWith(domain)) return undefined;
    const tenantId = tenantIdOf(view);
    const [row] = view.by<AppRow>('containerApps', 'host', host);
    const app = row && apps.find(view, row.id);
    const { ingress } = app?.properties.configuration ?? {};
    const from = origin.type === 'run' ? apps.find(view, origin.host)?.properties.environmentId : undefined;
    const near = from !== undefined && idKey(from) === idKey(app?.properties.environmentId ?? '');
    if (!app || (!ingress?.external && !near))
      return { params: {}, tenantId, unreachable: `Could not resolve host: ${host}` };
    return { params: { host: app.id }, tenantId };
  },
  badBody: (detail) => ({ status: 400, code: 'BadRequest', message: detail }),
  render: ({ status, message }) => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: `<!doctype html><title>Azure Container App - Unavailable</title><h1>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</h1>`,
  }),
  headers: ({ now }) => ({ date: new Date(now).toUTCString() }),
});
