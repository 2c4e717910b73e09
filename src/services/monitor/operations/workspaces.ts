import * as z from 'zod/mini';
import { armTime } from '#kernel/clock.ts';
import { armOperation, ArmType } from '#kernel/arm-type.ts';
import { endScope } from '#kernel/host-identity.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { base64 } from '#kernel/signature.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';

const type = 'Microsoft.OperationalInsights/workspaces';

interface Workspace extends ArmResource {
  properties: { customerId: string; retentionInDays: number };
}

const workspaces = new ArmType<Workspace>(type);

const WorkspacePut = z.looseObject({
  location: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  properties: z.nullish(z.looseObject({ retentionInDays: z.nullish(z.int()) })),
});

const shape = ({ id, name, location, tags, properties, createdAt, changedAt }: Workspace) => ({
  properties: {
    customerId: properties.customerId,
    provisioningState: 'Succeeded',
    sku: { name: 'PerGB2018', lastSkuUpdate: armTime(createdAt) },
    retentionInDays: properties.retentionInDays,
    features: { enableLogAccessUsingOnlyResourcePermissions: true },
    publicNetworkAccessForIngestion: 'Enabled',
    publicNetworkAccessForQuery: 'Enabled',
    createdDate: armTime(createdAt),
    modifiedDate: armTime(changedAt),
  },
  id,
  name,
  type,
  location,
  ...(tags && { tags }),
});

const create = armOperation({
  action: `${type}/write`,
  title: 'Create or Update Workspace',
  method: 'PUT',
  path: workspaces.path,
  body: WorkspacePut,
  handle(ctx, input) {
    const missing = workspaces.noGroup(ctx, input.params);
    if (missing) return refuse(missing);
    const name = input.params['name'] ?? '';
    if (!/^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/i.test(name)) return refuse(errors.workspaceName(name));
    const { id, row: there } = workspaces.at(ctx, input.params);
    const location = input.body.location ?? there?.location;
    if (!location) return refuse(errors.workspaceLocation);
    const row: Workspace = {
      id,
      name,
      type,
      location: there?.location ?? location,
      ...(input.body.tags && { tags: input.body.tags }),
      properties: {
        customerId: there?.properties.customerId ?? ctx.newId('workspace', id),
        retentionInDays: input.body.properties?.retentionInDays ?? 30,
      },
      createdAt: there?.createdAt ?? ctx.now,
      changedAt: ctx.now,
    };
    return ok({ status: there ? 200 : 201, body: shape(row), changes: [put('resources', idKey(id), row)] });
  },
});

const destroy = armOperation({
  action: `${type}/delete`,
  title: 'Delete Workspace',
  method: 'DELETE',
  path: workspaces.path,
  handle(ctx, { params }) {
    const { row } = workspaces.at(ctx, params);
    if (!row) return ok({ status: 204 });
    endScope(ctx, row.id);
    return ok({ status: 200, changes: [remove('resources', idKey(row.id))] });
  },
});

/** The keys that agents send logs with; az asks for one to make a Container Apps environment. Nothing here takes them. */
const sharedKeys = workspaces.on({
  action: `${type}/sharedKeys/action`,
  title: 'Get Workspace Shared Keys',
  method: 'POST',
  below: '/sharedKeys',
  reads: true,
  handle(ctx, _input, { id }) {
    const made = (name: string) => `${ctx.newId(name, id)}${ctx.newId(`${name} more`, id)}`.slice(0, 64);
    const key = (name: string): string => base64(new TextEncoder().encode(made(name)));
    return ok({ status: 200, body: { primarySharedKey: key('primary'), secondarySharedKey: key('secondary') } });
  },
});

/** Log Analytics workspaces, as the place that logs go to. Source: "Workspaces" (Log Analytics REST API, 2023-09-01). */
const titles = { one: 'Workspace', many: 'Workspaces' };
export const workspaceOperations = [
  create,
  ...workspaces.reads(titles, (_view, row) => shape(row)),
  destroy,
  sharedKeys,
];
