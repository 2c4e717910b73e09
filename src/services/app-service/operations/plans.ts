import * as z from 'zod/mini';
import { listRequirement, visible } from '#kernel/listing.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findPlan, planType, sitesOn, type Plan } from '../models.ts';
import { planShape } from '../site-shape.ts';
import { skuNamed } from '../skus.ts';
import * as at from './web-operation.ts';

const PlanBody = z.looseObject({
  location: z.optional(z.string()),
  kind: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  sku: z.nullish(z.looseObject({ name: z.string(), capacity: z.nullish(z.int().check(z.gte(0), z.lte(30))) })),
  properties: z.nullish(z.looseObject({ reserved: z.nullish(z.boolean()), perSiteScaling: z.nullish(z.boolean()) })),
});

const create = at.webOperation({
  action: `${planType}/write`,
  title: 'Create or update App Service plan',
  method: 'PUT',
  path: at.planPath,
  body: PlanBody,
  handle(ctx, { params, body }) {
    const group = at.findGroup(ctx, params);
    if (!group) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const id = at.idIn(ctx, planType, params);
    const existing = findPlan(ctx.view, id);
    const name = existing?.name ?? params['name'] ?? '';
    if (!/^[A-Za-z0-9-]{1,60}$/.test(name)) return refuse(errors.planNameInvalid(name));
    const place = placed(body.location, {
      name,
      type: planType,
      group: group.name,
      ...(existing && { existing: existing.location }),
    });
    if ('refusal' in place) return refuse(place.refusal);
    const wanted = body.sku?.name ?? existing?.sku.name ?? 'F1';
    const sku = skuNamed(wanted, body.sku?.capacity ?? existing?.sku.capacity ?? 1);
    if (!sku) return refuse(errors.skuUnknown(wanted));
    const reserved = existing?.properties.reserved ?? body.properties?.reserved ?? false;
    const plan: Plan = {
      id: existing?.id ?? id,
      name,
      type: planType,
      kind: reserved ? 'linux' : 'app',
      location: place.region,
      ...(body.tags && { tags: body.tags }),
      sku,
      properties: { reserved, perSiteScaling: body.properties?.perSiteScaling ?? false },
      createdAt: existing?.createdAt ?? ctx.now,
      changedAt: ctx.now,
    };
    return ok({ status: 200, body: planShape(ctx.view, plan), changes: [put('resources', idKey(id), plan)] });
  },
});

const get = at.webOperation({
  action: `${planType}/read`,
  title: 'Get App Service plan',
  method: 'GET',
  path: at.planPath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, planType, params);
    const plan = findPlan(ctx.view, id);
    return plan ? ok({ status: 200, body: planShape(ctx.view, plan) }) : refuse(errors.notFound(planType, id));
  },
});

const list = (path: string, scopeOf: (params: at.Params) => string) =>
  at.webOperation({
    action: `${planType}/read`,
    title: 'List App Service plans',
    method: 'GET',
    path,
    requires: ({ params }) => listRequirement(`${planType}/read`, params['group'], scopeOf(params)),
    handle(ctx, { params }) {
      if (params['group'] && !at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const plans = ctx.view
        .all<Plan>('resources')
        .filter((row) => row.type === planType && idKey(row.id).startsWith(below))
        .filter(visible(ctx, `${planType}/read`));
      return ok({
        status: 200,
        body: { value: plans.map((plan) => planShape(ctx.view, plan)), nextLink: null, id: null },
      });
    },
  });

const destroy = at.webOperation({
  action: `${planType}/delete`,
  title: 'Delete App Service plan',
  method: 'DELETE',
  path: at.planPath,
  handle(ctx, { params }) {
    const plan = findPlan(ctx.view, at.idIn(ctx, planType, params));
    if (!plan) return ok({ status: 204 });
    const sites = sitesOn(ctx.view, plan.id).map(({ name }) => name);
    // The platform deletes a whole group in an order of its own; the sites follow.
    if (sites.length && ctx.caller.kind !== 'platform') return refuse(errors.planInUse(plan.name, sites));
    at.sweepScope(ctx, plan.id);
    return ok({ status: 200, changes: [remove('resources', idKey(plan.id))] });
  },
});

export const planOperations = [
  create,
  get,
  list(at.plansPath, at.groupScope),
  list(`/subscriptions/{subscriptionId}/providers/${planType}`, at.subscriptionScope),
  destroy,
];
