import * as z from 'zod/mini';
import { armTime } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { ArmResource, ResourceGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';

const type = 'Microsoft.OperationalInsights/workspaces';
const group = '/subscriptions/{subscriptionId}/resourceGroups/{group}';
const path = `${group}/providers/${type}/{name}`;

interface Workspace extends ArmResource {
  properties: { customerId: string; retentionInDays: number };
}

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

const groupOf = (ctx: Ctx, { params }: Input): ResourceGroupRow | undefined =>
  ctx.view.get('resourceGroups', idKey(`/subscriptions/${params['subscriptionId']}/resourceGroups/${params['group']}`));

const find = (ctx: Ctx, input: Input): Workspace | undefined => ctx.view.get('resources', idKey(input.url.path));

const operation = <Body>(rest: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({ surface: 'arm', plane: 'control', ...rest });

const create = operation({
  action: `${type}/write`,
  title: 'Create or Update Workspace',
  method: 'PUT',
  path,
  body: WorkspacePut,
  handle(ctx, input) {
    const holder = groupOf(ctx, input);
    const name = input.params['name'] ?? '';
    if (!holder) return refuse(errors.groupNotFound(input.params['group'] ?? ''));
    if (!/^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/i.test(name)) return refuse(errors.workspaceName(name));
    const there = find(ctx, input);
    const location = input.body.location ?? there?.location;
    if (!location) return refuse(errors.workspaceLocation);
    const id = `${holder.id}/providers/${type}/${name}`;
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

const get = operation({
  action: `${type}/read`,
  title: 'Get Workspace',
  method: 'GET',
  path,
  handle(ctx, input) {
    const row = find(ctx, input);
    return row ? ok({ status: 200, body: shape(row) }) : refuse(errors.resourceNotFound(input.url.path));
  },
});

const all = (ctx: Ctx, below: string): Workspace[] =>
  ctx.view
    .all<Workspace>('resources')
    .filter((one) => one.type === type && idKey(one.id).startsWith(`${idKey(below)}/`));

const listIn = (at: string) =>
  operation({
    action: `${type}/read`,
    title: 'List Workspaces',
    method: 'GET',
    path: `${at}/providers/${type}`,
    requires: ({ url }) => ({
      action: `${type}/read`,
      scope: url.path.replace(/\/providers\/.*$/i, ''),
      plane: 'control',
    }),
    handle: (ctx, { url }) =>
      ok({ status: 200, body: { value: all(ctx, url.path.replace(/\/providers\/.*$/i, '')).map(shape) } }),
  });

const destroy = operation({
  action: `${type}/delete`,
  title: 'Delete Workspace',
  method: 'DELETE',
  path,
  handle(ctx, input) {
    const row = find(ctx, input);
    if (!row) return ok({ status: 204 });
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: row.id },
    });
    return ok({ status: 200, changes: [remove('resources', idKey(row.id))] });
  },
});

/** Log Analytics workspaces, as the place that logs go to. Source: "Workspaces" (Log Analytics REST API, 2023-09-01). */
export const workspaceOperations = [create, get, listIn(group), listIn('/subscriptions/{subscriptionId}'), destroy];
