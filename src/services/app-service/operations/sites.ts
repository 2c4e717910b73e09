import type { Permission, Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import { disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf, typeOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findSite, hostOf, sitesOn, siteType, type Site, type WebAppRow } from '../models.ts';
import { shapeOfSite, siteShape } from '../site-shape.ts';
import { planIdOf, SiteBody, writeSite } from '../site-write.ts';
import * as at from './web-operation.ts';

const write = `${siteType}/write`;
const read = `${siteType}/read`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * What a write of a site needs: the write itself, and for each identity that its body attaches and the plan that it
 * joins a permission there too. ARM looks at what the body names, not at what is new in it.
 */
function requiresForWrite({ url, body }: RequiresInput): Requirement {
  const linked = (action: string, scope: string): Permission => ({ action, scope, plane: 'control', linked: true });
  const asked = isRecord(body) ? body : {};
  const identity = isRecord(asked['identity']) ? asked['identity']['userAssignedIdentities'] : undefined;
  // What is no resource id has no scope to ask at: the handler refuses it.
  const attached = Object.entries(isRecord(identity) ? identity : {}).filter(
    ([id, value]) => value !== null && typeOf(id) !== undefined,
  );
  const properties = isRecord(asked['properties']) ? asked['properties'] : {};
  const plan = properties['serverFarmId'];
  return {
    allOf: [
      { action: write, scope: url.path, plane: 'control' },
      ...(typeof plan === 'string' && plan
        ? [linked('Microsoft.Web/serverfarms/join/action', planIdOf(plan, url.path))]
        : []),
      ...attached.map(([id]) => linked('Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', id)),
    ],
  };
}

const validName = /^(?!-)[A-Za-z0-9-]{2,60}(?<!-)$/;

const create = at.webOperation({
  action: write,
  title: 'Create or update web app',
  method: 'PUT',
  path: at.sitePath,
  body: SiteBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    if (!at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const id = at.idIn(ctx, siteType, params);
    const name = nameOf(id);
    if (!validName.test(name)) return refuse(errors.siteNameInvalid(name));
    const [holder] = ctx.view.by<WebAppRow>('webApps', 'host', hostOf(name));
    if (holder && idKey(holder.id) !== idKey(id)) return refuse(errors.siteTaken(name));
    const written = writeSite(ctx, id, body, 'replace');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: shapeOfSite(written), changes: written.changes });
  },
});

const update = at.webOperation({
  action: write,
  title: 'Update web app',
  method: 'PATCH',
  path: at.sitePath,
  body: SiteBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const id = at.idIn(ctx, siteType, params);
    if (!findSite(ctx.view, id)) return refuse(errors.notFound(siteType, id));
    const written = writeSite(ctx, id, body, 'merge');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: shapeOfSite(written), changes: written.changes });
  },
});

const get = at.webOperation({
  action: read,
  title: 'Get web app',
  method: 'GET',
  path: at.sitePath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, siteType, params);
    const site = findSite(ctx.view, id);
    return site ? ok({ status: 200, body: siteShape(ctx.view, site) }) : refuse(errors.notFound(siteType, id));
  },
});

const list = (path: string, scopeOf: (params: at.Params) => string) =>
  at.webOperation({
    action: read,
    title: 'List web apps',
    method: 'GET',
    path,
    requires: ({ params }) => ({ action: read, scope: scopeOf(params), plane: 'control' }),
    handle(ctx, { params }) {
      if (params['group'] && !at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const sites = ctx.view
        .all<Site>('resources')
        .filter((row) => row.type === siteType && idKey(row.id).startsWith(below));
      return ok({
        status: 200,
        body: { value: sites.map((site) => siteShape(ctx.view, site)), nextLink: null, id: null },
      });
    },
  });

const destroy = at.webOperation({
  action: `${siteType}/delete`,
  title: 'Delete web app',
  method: 'DELETE',
  path: at.sitePath,
  handle(ctx, { params, query }) {
    const site = findSite(ctx.view, at.idIn(ctx, siteType, params));
    if (!site) return ok({ status: 204 });
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/managedIdentities/host',
      body: { hostId: site.id },
    });
    at.sweepScope(ctx, site.id);
    disconnectEndpoint(ctx, site.id);
    const key = idKey(site.id);
    const planKey = idKey(site.properties.serverFarmId);
    // An App Service plan that is left empty goes too, unless the request says that it stays.
    const keepsPlan = query('deleteEmptyServerFarm')?.toLowerCase() === 'false' || ctx.caller.kind === 'platform';
    const planGoes = !keepsPlan && sitesOn(ctx.view, planKey).length === 1;
    if (planGoes) at.sweepScope(ctx, site.properties.serverFarmId);
    return ok({
      status: 200,
      changes: [
        ...['resources', 'webApps', 'appSettings', 'deployments'].map((table) => remove(table, key)),
        ...(planGoes ? [remove('resources', planKey)] : []),
      ],
    });
  },
});

export const siteOperations = [
  create,
  update,
  get,
  list(at.sitesPath, at.groupScope),
  list(`/subscriptions/{subscriptionId}/providers/${siteType}`, at.subscriptionScope),
  destroy,
];
