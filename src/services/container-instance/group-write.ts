import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { findRow, groups, groupType, type Container, type ContainerGroup, type ContainerGroupRow } from './models.ts';

const Variable = z.looseObject({ name: z.string(), value: z.nullish(z.string()), secureValue: z.nullish(z.string()) });
const ContainerBody = z.looseObject({
  name: z.string(),
  properties: z.nullish(
    z.looseObject({ image: z.nullish(z.string()), environmentVariables: z.nullish(z.array(Variable)) }),
  ),
});

export const GroupBody = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  zones: z.nullish(z.array(z.string())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      containers: z.nullish(z.array(ContainerBody)),
      osType: z.nullish(z.string()),
      restartPolicy: z.nullish(z.string()),
      sku: z.nullish(z.string()),
    }),
  ),
});
export type GroupBody = z.infer<typeof GroupBody>;

type Named = z.infer<typeof ContainerBody>;

const url = 'https://platform.internal/imds/hosts';

/** The containers run: the metadata service gives them tokens of the identities that they were made with. */
export function connect(ctx: Ctx, row: ContainerGroupRow): void {
  const { id, identity } = row;
  const body = { host: id, holder: id, ...(identity && { identity }) };
  ctx.send('platform', { method: 'PUT', url, body });
}

export function disconnect(ctx: Ctx, id: string, gone = false): void {
  ctx.send('platform', { method: 'DELETE', url, body: { host: id, gone } });
}

/** A container as it is kept: secure values of variables are taken and never shown. */
function keptContainer({ name, properties }: Named): Container {
  const { image, environmentVariables, ...rest } = properties ?? {};
  const { instanceView: _, ...own } = rest;
  const variables = (environmentVariables ?? []).map(({ secureValue: _secret, ...shown }) => shown);
  return {
    name,
    properties: { image: image ?? '', ports: [], ...own, environmentVariables: variables },
  };
}

/**
 * Makes a container group, or changes what ARM shows of one. Containers keep the identities that they were made with:
 * the group must be deleted and made again for another set.
 */
export function writeGroup(
  ctx: Ctx,
  id: string,
  body: GroupBody,
): { group: ContainerGroup; row: ContainerGroupRow; changes: Change[] } | { refusal: Refusal } {
  const existing = groups.find(ctx.view, id);
  const name = existing?.name ?? nameOf(id);
  const at = { name, type: groupType, group: parseResourceId(id)?.resourceGroup ?? '' };
  const place = placed(body.location, { ...at, ...(existing && { existing: existing.location }) });
  if ('refusal' in place) return place;
  const { containers = [], osType, restartPolicy, sku, provisioningState: _, ...rest } = body.properties ?? {};
  if (!containers?.length) return { refusal: errors.containersMissing() };
  const blank = containers.find(({ properties }) => !properties?.image);
  if (blank) return { refusal: errors.imageMissing(blank.name) };
  const os = ['Linux', 'Windows'].find((one) => one.toLowerCase() === osType?.toLowerCase());
  if (!os) return { refusal: errors.osTypeInvalid(osType ?? '') };
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, 'replace');
  if ('refusal' in found) return found;
  const { identity } = found;
  const { instanceView: _view, ...own } = rest;
  const group: ContainerGroup = {
    ...host,
    type: groupType,
    ...(body.tags && { tags: body.tags }),
    ...(body.zones && { zones: body.zones }),
    ...(identity && { identity }),
    properties: {
      ...own,
      sku: sku ?? 'Standard',
      containers: containers.map(keptContainer),
      restartPolicy: restartPolicy ?? 'Always',
      osType: os,
    },
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const before = findRow(ctx.view, id);
  const made = before?.identity ?? (before ? undefined : identity);
  const row: ContainerGroupRow = {
    id: group.id,
    state: 'Running',
    ...(made && { identity: made }),
    startedAt: ctx.now,
  };
  connect(ctx, row);
  return { group, row, changes: [put('resources', idKey(id), group), put('containerGroups', idKey(id), row)] };
}
