import type { Requirement } from '#kernel/decision.ts';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Input, RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { ok, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey, nameOf, typeOf } from '#kernel/scope.ts';
import { appShape } from '../app-shape.ts';
import { AppBody, writeApp } from '../app-write.ts';
import * as errors from '../errors.ts';
import { apps, latestRevision } from '../models.ts';
import { polled } from './polling.ts';

const write = `${apps.type}/write`;
const validName = /^[a-z](?:[a-z0-9]|-(?!-)){0,30}[a-z0-9]$|^[a-z]$/;

/** Beside the write, its environment must let the app join, and each identity that the body names be assigned. */
function requiresForWrite({ url, body }: RequiresInput): Requirement {
  const { properties } = (body ?? {}) as { properties?: { environmentId?: unknown; managedEnvironmentId?: unknown } };
  const joined = properties?.environmentId ?? properties?.managedEnvironmentId;
  const isEnvironment = typeof joined === 'string' && typeOf(joined) !== undefined;
  return {
    allOf: [
      { action: write, scope: url.path, plane: 'control' },
      ...(isEnvironment
        ? [
            {
              action: 'Microsoft.App/managedEnvironments/join/action',
              scope: joined,
              plane: 'control' as const,
              linked: true as const,
            },
          ]
        : []),
      ...assignPermissions(body),
    ],
  };
}

/** What was written, or its refusal. A revision that fails is told by the operation that the client polls. */
function answer(
  ctx: Ctx,
  input: Input<AppBody>,
  id: string,
  mode: 'replace' | 'merge',
  status: 200 | 201 | 202,
): Outcome {
  const written = writeApp(ctx, id, input.body, mode);
  if ('refusal' in written) return refuse(written.refusal);
  const { app, row, changes } = written;
  const fault = latestRevision(row)?.fault;
  const shape = appShape(ctx.view, app, row);
  return polled(ctx, input, {
    status,
    resource: app.id,
    location: app.location,
    ...(status !== 202 && {
      body: { ...shape, properties: { ...(shape['properties'] as object), provisioningState: 'InProgress' } },
    }),
    changes,
    ...(fault !== undefined && { fault: errors.revisionFailed(app.name, fault) }),
  });
}

const create = armOperation({
  action: write,
  title: 'Create or Update Container App',
  method: 'PUT',
  path: apps.path,
  body: AppBody,
  requires: requiresForWrite,
  handle(ctx, input) {
    const missing = apps.noGroup(ctx, input.params);
    if (missing) return refuse(missing);
    const { id, row } = apps.at(ctx, input.params);
    if (!validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    return answer(ctx, input, id, 'replace', row ? 200 : 201);
  },
});

const update = armOperation({
  action: write,
  title: 'Update Container App',
  method: 'PATCH',
  path: apps.path,
  body: AppBody,
  requires: requiresForWrite,
  handle(ctx, input) {
    const { id, row } = apps.at(ctx, input.params);
    return row ? answer(ctx, input, id, 'merge', 202) : refuse(apps.notFound(id));
  },
});

const destroy = armOperation({
  action: `${apps.type}/delete`,
  title: 'Delete Container App',
  method: 'DELETE',
  path: apps.path,
  handle(ctx, input) {
    const { row } = apps.at(ctx, input.params);
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    disconnectEndpoint(ctx, row.id);
    return polled(ctx, input, {
      status: 202,
      resource: row.id,
      location: row.location,
      changes: ['resources', 'containerApps', 'deployments'].map((table) => remove(table, idKey(row.id))),
    });
  },
});

export const appOperations = [
  create,
  update,
  ...apps.reads('Container App', (view, app) => appShape(view, app)),
  destroy,
];
