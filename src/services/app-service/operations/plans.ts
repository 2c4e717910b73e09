import * as z from 'zod/mini';
import { groupNotFound } from '#kernel/arm-errors.ts';
import { armOperation, groupOf } from '#kernel/arm-type.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { plans, planType, sitesOn, type Plan } from '../models.ts';
import { planShape } from '../site-shape.ts';
import { isElsewhere, skuNamed } from '../skus.ts';
import { sweepScope } from './web-operation.ts';

const PlanBody = z.looseObject({
  location: z.optional(z.string()),
  kind: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  sku: z.nullish(z.looseObject({ name: z.string(), capacity: z.nullish(z.int().check(z.gte(0), z.lte(30))) })),
  properties: z.nullish(z.looseObject({ reserved: z.nullish(z.boolean()), perSiteScaling: z.nullish(z.boolean()) })),
});

const create = armOperation({
  action: `${planType}/write`,
  title: 'Create or update App Service plan',
  method: 'PUT',
  path: plans.path,
  body: PlanBody,
  handle(ctx, { params, body }) {
    const group = groupOf(ctx, params);
    if (!group) return refuse(groupNotFound(params['group'] ?? ''));
    const { id, row: existing } = plans.at(ctx, params);
    const name = existing?.name ?? params['name'] ?? '';
    // az names plans of its own with underscores, such as `la1_app_service_plan`.
    if (!/^[\w-]{1,60}$/.test(name)) return refuse(errors.planNameInvalid(name));
    const place = placed(body.location, {
      name,
      type: planType,
      group: group.name,
      ...(existing && { existing: existing.location }),
    });
    if ('refusal' in place) return refuse(place.refusal);
    const wanted = body.sku?.name ?? existing?.sku.name ?? 'F1';
    const sku = skuNamed(wanted, body.sku?.capacity ?? existing?.sku.capacity ?? 1);
    if (!sku)
      return refuse(isElsewhere(wanted) ? errors.withPart(id, `the size ${wanted}`) : errors.skuUnknown(wanted));
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

const destroy = armOperation({
  action: `${planType}/delete`,
  title: 'Delete App Service plan',
  method: 'DELETE',
  path: plans.path,
  handle(ctx, { params }) {
    const { row: plan } = plans.at(ctx, params);
    if (!plan) return ok({ status: 204 });
    const sites = sitesOn(ctx.view, plan.id).map(({ name }) => name);
    // The platform deletes a whole group in an order of its own; the sites follow.
    if (sites.length && ctx.caller.kind !== 'platform') return refuse(errors.planInUse(plan.name, sites));
    sweepScope(ctx, plan.id);
    return ok({ status: 200, changes: [remove('resources', idKey(plan.id))] });
  },
});

const titles = { one: 'App Service plan', many: 'App Service plans' };

export const planOperations = [create, ...plans.reads(titles, planShape, { nextLink: null, id: null }), destroy];
