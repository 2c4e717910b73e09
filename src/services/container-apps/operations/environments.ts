import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { assignPermissions, endHost, setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import { environmentShape } from '../app-shape.ts';
import * as errors from '../errors.ts';
import { apps, environments, type App, type Environment } from '../models.ts';
import { polled } from './polling.ts';

const write = `${environments.type}/write`;

/** The key of the workspace that logs go to is taken and never shown. */
function withoutKey(properties: Record<string, unknown>): Record<string, unknown> {
  const logs = properties['appLogsConfiguration'] as Record<string, unknown> | null | undefined;
  const workspace = logs?.['logAnalyticsConfiguration'] as object | null | undefined;
  if (!workspace) return properties;
  return {
    ...properties,
    appLogsConfiguration: { ...logs, logAnalyticsConfiguration: { ...workspace, sharedKey: null } },
  };
}

const create = armOperation({
  action: write,
  title: 'Create or Update Managed Environment',
  method: 'PUT',
  path: environments.path,
  body: z.looseObject({
    location: z.optional(z.string()),
    tags: z.nullish(z.record(z.string(), z.string())),
    identity: WantedIdentity,
    properties: z.nullish(z.looseObject({})),
  }),
  requires: ({ url, body }) => ({
    allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, input) {
    const { params, body } = input;
    const missing = environments.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { id, row: existing } = environments.at(ctx, params);
    const name = existing?.name ?? nameOf(id);
    if (!/^[a-z](?:[a-z0-9-]{0,58}[a-z0-9])?$/i.test(name)) return refuse(errors.environmentNameInvalid(name));
    const here = { name, type: environments.type, group: params['group'] ?? '' };
    const place = placed(body.location, { ...here, ...(existing && { existing: existing.location }) });
    if ('refusal' in place) return refuse(place.refusal);
    const host = { id: existing?.id ?? id, name, location: place.region };
    const found = setIdentity(ctx, host, existing?.identity, body.identity, 'replace');
    if ('refusal' in found) return refuse(found.refusal);
    const defaultDomain =
      existing?.properties.defaultDomain ??
      `lab-${ctx.newId('environment-domain', id).slice(0, 8)}.${place.region}.azurecontainerapps.io`;
    const environment: Environment = {
      ...host,
      type: environments.type,
      ...(body.tags && { tags: body.tags }),
      ...(found.identity && { identity: found.identity }),
      properties: { zoneRedundant: false, ...withoutKey(body.properties ?? {}), defaultDomain },
      createdAt: existing?.createdAt ?? ctx.now,
      changedAt: ctx.now,
    };
    return polled(ctx, input, {
      status: existing ? 200 : 201,
      resource: host.id,
      location: place.region,
      body: environmentShape(ctx.view, environment),
      changes: [put('resources', idKey(id), environment)],
    });
  },
});

const destroy = armOperation({
  action: `${environments.type}/delete`,
  title: 'Delete Managed Environment',
  method: 'DELETE',
  path: environments.path,
  handle(ctx, input) {
    const { row } = environments.at(ctx, input.params);
    if (!row) return ok({ status: 204 });
    const held = ctx.view
      .all<App>('resources')
      .some(({ type, properties }) => type === apps.type && idKey(properties.environmentId) === idKey(row.id));
    // The platform deletes a whole group in an order of its own; the apps follow.
    if (held && ctx.caller.kind !== 'platform') return refuse(errors.environmentInUse(row.name));
    endHost(ctx, row.id);
    return polled(ctx, input, {
      status: 202,
      resource: row.id,
      location: row.location,
      changes: [remove('resources', idKey(row.id))],
    });
  },
});

export const environmentOperations = [create, ...environments.reads('Managed Environment', environmentShape), destroy];
