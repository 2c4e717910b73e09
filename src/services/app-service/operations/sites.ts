import type { Requirement } from '#kernel/decision.ts';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { ok, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import {
  appIdOf,
  findPlan,
  findSite,
  hostOf,
  sites,
  siteTables,
  sitesOn,
  siteType,
  slotsOf,
  slotType,
  type Site,
  type WebAppRow,
} from '../models.ts';
import { shapeOfSite, siteShape } from '../site-shape.ts';
import { planIdOf, SiteBody, writeSite } from '../site-write.ts';
import { slotsAllowed } from '../skus.ts';
import * as at from './web-operation.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What a write of a site or a slot needs: the write itself, and what its body attaches and joins, each at its own scope. */
function requiresForWrite({ url, body, params }: RequiresInput): Requirement {
  const properties = isRecord(body) && isRecord(body['properties']) ? body['properties'] : {};
  const plan = properties['serverFarmId'];
  const type = params['slot'] === undefined ? siteType : slotType;
  return {
    allOf: [
      { action: `${type}/write`, scope: url.path, plane: 'control' },
      ...(typeof plan === 'string' && plan
        ? [
            {
              action: 'Microsoft.Web/serverfarms/join/action',
              scope: planIdOf(plan, url.path),
              plane: 'control' as const,
              linked: true,
            },
          ]
        : []),
      ...assignPermissions(body),
    ],
  };
}

const validName = /^(?!-)[A-Za-z0-9-]{2,60}(?<!-)$/;
const validSlot = /^[A-Za-z0-9-]{1,59}$/;

/** Why nothing can be made under this id. */
function unmakable(ctx: Ctx, id: string, slot: string | undefined): Refusal | undefined {
  const app = findSite(ctx.view, appIdOf(id));
  const name = nameOf(appIdOf(id));
  if (slot === undefined ? !validName.test(name) : !validSlot.test(slot) || /^production$/i.test(slot))
    return errors.siteNameInvalid(slot ?? name);
  if (slot !== undefined) {
    if (!app) return sites.notFound(appIdOf(id));
    const tier = findPlan(ctx.view, app.properties.serverFarmId)?.sku.tier ?? '';
    const slots = slotsOf(ctx.view, app.id);
    if (!findSite(ctx.view, id) && slots.length >= slotsAllowed(tier)) return errors.tooManySlots(tier);
  }
  const host = hostOf(slot === undefined ? name : `${name}/${slot}`);
  const [holder] = ctx.view.by<WebAppRow>('webApps', 'host', host);
  return holder && idKey(holder.id) !== idKey(id) ? errors.siteTaken(name) : undefined;
}

function written(ctx: Ctx, id: string, body: SiteBody, mode: 'replace' | 'merge'): Outcome {
  const parts = writeSite(ctx, id, body, mode);
  if ('refusal' in parts) return refuse(parts.refusal);
  return ok({ status: 200, body: shapeOfSite(parts), changes: parts.changes });
}

const create = at.onSite('write', '', {
  title: 'Create or update web app',
  method: 'PUT',
  body: SiteBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const missing = sites.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const id = at.siteIdIn(ctx, params);
    const refusal = unmakable(ctx, id, params['slot']);
    return refusal ? refuse(refusal) : written(ctx, id, body, 'replace');
  },
});

const update = at.onSite('write', '', {
  title: 'Update web app',
  method: 'PATCH',
  body: SiteBody,
  requires: requiresForWrite,
  handle: (ctx, { params, body }) => at.withSite(ctx, params, ({ id }) => written(ctx, id, body, 'merge')),
});

const get = at.onSite('read', '', {
  title: 'Get web app',
  method: 'GET',
  handle: (ctx, { params }) => at.withSite(ctx, params, (site) => ok({ status: 200, body: siteShape(ctx.view, site) })),
});

const lastPage = { nextLink: null, id: null };

const listSlots = armOperation({
  action: `${slotType}/read`,
  title: 'List slots of a web app',
  method: 'GET',
  path: `${sites.path}/slots`,
  requires: ({ url }) => ({ action: `${slotType}/read`, scope: url.path.replace(/\/slots$/i, ''), plane: 'control' }),
  handle: (ctx, { params }) =>
    at.withSite(ctx, params, ({ id }) =>
      ok({ status: 200, body: { value: slotsOf(ctx.view, id).map((slot) => siteShape(ctx.view, slot)), ...lastPage } }),
    ),
});

/** A site ends: its own identity, its endpoint and what was granted at it go with it. */
function end(ctx: Ctx, { id }: Site): Change[] {
  endHost(ctx, id);
  disconnectEndpoint(ctx, id);
  return siteTables.map((table) => remove(table, idKey(id)));
}

const destroy = at.onSite('delete', '', {
  title: 'Delete web app',
  method: 'DELETE',
  handle(ctx, { params, query }) {
    const site = findSite(ctx.view, at.siteIdIn(ctx, params));
    if (!site) return ok({ status: 204 });
    if (site.type === slotType) return ok({ status: 200, changes: end(ctx, site) });
    const planKey = idKey(site.properties.serverFarmId);
    // An App Service plan that is left empty goes too, unless the request says that it stays.
    const keepsPlan = query('deleteEmptyServerFarm')?.toLowerCase() === 'false' || ctx.caller.kind === 'platform';
    const planGoes = !keepsPlan && sitesOn(ctx.view, planKey).length === 1;
    if (planGoes) at.sweepScope(ctx, site.properties.serverFarmId);
    return ok({
      status: 200,
      changes: [
        ...[site, ...slotsOf(ctx.view, site.id)].flatMap((one) => end(ctx, one)),
        ...(planGoes ? [remove('resources', planKey)] : []),
      ],
    });
  },
});

export const siteOperations = [
  ...create,
  ...update,
  ...get,
  ...sites.lists({ one: 'web app', many: 'web apps' }, siteShape, lastPage),
  listSlots,
  ...destroy,
];
