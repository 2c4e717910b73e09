import * as z from 'zod/mini';
import { canonical } from '#kernel/canonical.ts';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { placed } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { scaled } from './instances.ts';
import { kept, merged } from './machine-write.ts';
import { findScaleSetRow, scaleSets, scaleSetType, type ScaleSet, type ScaleSetRow } from './models.ts';

/** Instances that a scale set can have here. */
const mostInstances = 100;

export const ScaleSetBody = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  zones: z.nullish(z.array(z.string())),
  sku: z.nullish(
    z.looseObject({ name: z.nullish(z.string()), tier: z.nullish(z.string()), capacity: z.nullish(z.int()) }),
  ),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      orchestrationMode: z.nullish(z.string()),
      upgradePolicy: z.nullish(z.looseObject({ mode: z.nullish(z.string()) })),
      virtualMachineProfile: z.nullish(z.looseObject({})),
    }),
  ),
});
export type ScaleSetBody = z.infer<typeof ScaleSetBody>;

const modes = ['Automatic', 'Manual', 'Rolling'] as const;

/** What a new scale set shows where nothing was said. */
const initial = { singlePlacementGroup: true, overprovision: true, doNotRunExtensionsOnOverprovisionedVMs: false };

function skuFor(
  body: ScaleSetBody,
  before: ScaleSet['sku'] | undefined,
): { sku: ScaleSet['sku'] } | { refusal: Refusal } {
  const name = body.sku?.name ?? before?.name;
  if (!name) return { refusal: errors.parameterMissing('sku') };
  const capacity = body.sku?.capacity ?? before?.capacity ?? 1;
  if (capacity < 0 || capacity > mostInstances)
    return { refusal: errors.parameterInvalid('sku.capacity', String(capacity)) };
  return { sku: { name, tier: body.sku?.tier ?? before?.tier ?? 'Standard', capacity } };
}

function propertiesFor(
  body: ScaleSetBody,
  before: ScaleSet['properties'] | undefined,
  mode: 'replace' | 'merge',
): { properties: ScaleSet['properties'] } | { refusal: Refusal } {
  const asked = kept(body.properties ?? {});
  const all = mode === 'merge' ? merged(before ?? {}, asked) : { ...before, ...asked };
  const policy = body.properties?.upgradePolicy?.mode ?? before?.upgradePolicy.mode;
  if (!policy) return { refusal: errors.parameterMissing('upgradePolicy') };
  const known = modes.find((one) => one.toLowerCase() === policy.toLowerCase());
  if (!known) return { refusal: errors.parameterInvalid('upgradePolicy.mode', policy) };
  const profile = all['virtualMachineProfile'] as Record<string, unknown> | undefined;
  if (!profile) return { refusal: errors.parameterMissing('virtualMachineProfile') };
  const upgradePolicy = { ...(all['upgradePolicy'] as object | undefined), mode: known };
  return { properties: { ...initial, ...all, virtualMachineProfile: profile, upgradePolicy } };
}

/** What the instances shall be: a change of it is a new model. */
const modelOf = (set: ScaleSet | undefined): string =>
  canonical({ profile: set?.properties.virtualMachineProfile, identity: set?.identity ?? null, size: set?.sku.name });

/** Makes or changes a scale set and its instances. Gives the row and the changes, or the refusal. */
export function writeScaleSet(
  ctx: Ctx,
  id: string,
  body: ScaleSetBody,
  mode: 'replace' | 'merge',
): { set: ScaleSet; row: ScaleSetRow; changes: Change[] } | { refusal: Refusal } {
  if (body.properties?.orchestrationMode?.toLowerCase() === 'flexible') {
    const { message, ...rest } = notSimulated({ method: 'PUT', url: id });
    return { refusal: { ...rest, message: message.replace(' is not', ' with orchestrationMode Flexible is not') } };
  }
  const existing = scaleSets.find(ctx.view, id);
  const name = existing?.name ?? nameOf(id);
  const at = { name, type: scaleSetType, group: parseResourceId(id)?.resourceGroup ?? '' };
  const place = placed(body.location, { ...at, ...(existing && { existing: existing.location }) });
  if ('refusal' in place) return place;
  const sized = skuFor(body, existing?.sku);
  if ('refusal' in sized) return sized;
  const described = propertiesFor(body, existing?.properties, mode);
  if ('refusal' in described) return described;
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const zones = body.zones ?? existing?.zones;
  const set: ScaleSet = {
    ...host,
    type: scaleSetType,
    sku: sized.sku,
    ...(tags && { tags }),
    ...(zones && { zones }),
    ...(found.identity && { identity: found.identity }),
    properties: described.properties,
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const before = findScaleSetRow(ctx.view, id) ?? {
    uniqueId: ctx.newId('vmss', set.id),
    model: 0,
    nextInstance: 0,
  };
  const model = modelOf(existing) === modelOf(set) ? before.model : before.model + 1;
  const instances = scaled(ctx, set, { ...before, model });
  return {
    set,
    row: instances.row,
    changes: [put('resources', idKey(id), set), put('scaleSets', idKey(id), instances.row), ...instances.changes],
  };
}
