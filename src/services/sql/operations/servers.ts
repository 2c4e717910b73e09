import * as z from 'zod/mini';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { covers, idKey, resourceGroupOf } from '#kernel/scope.ts';
import * as say from '../arm-errors.ts';
import { serverById, serverByName, serverIdOf, serverType, table, type ServerRow } from '../models.ts';
import { removedServer } from '../removal.ts';
import { serverBody } from '../server-shape.ts';
import { ServerGiven, writeServer } from '../server-write.ts';
import { accepted } from './long-running.ts';

const groupPath = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
export const serverPath = `${groupPath}/providers/Microsoft.Sql/servers/{serverName}`;
const read = `${serverType}/read`;
const write = `${serverType}/write`;
const expands = ({ query }: Input): boolean => /^administrators\/activedirectory$/i.test(query('$expand') ?? '');

/** The server that the path names, or its 404: for what is under it, that of the parent. */
export function heldServer(ctx: Ctx, { params }: Pick<Input, 'params'>, child = false): ServerRow | Outcome {
  const id = serverIdOf(params);
  const [group = '', name = ''] = [params['resourceGroupName'], params['serverName']];
  if (!ctx.view.get('resourceGroups', idKey(resourceGroupOf(id) ?? ''))) return refuse(say.groupNotFound(group));
  const held = serverById(ctx.view, id);
  return held ?? refuse(child ? say.parentNotFound(name) : say.serverNotFound(name, group));
}

/** Declares an operation on a server or on what is under it; its action is asked at the address. */
export const onServer = (
  declared: Pick<Operation, 'action' | 'title' | 'method'> &
    Partial<Pick<Operation, 'body' | 'requires'>> & {
      below?: string;
      handle(ctx: Ctx, input: Input, server: ServerRow): Outcome;
    },
): Operation => {
  const { below = '', handle, ...rest } = declared;
  return defineOperation({
    ...rest,
    surface: 'arm',
    plane: 'control',
    path: `${serverPath}${below}`,
    handle(ctx, input) {
      const held = heldServer(ctx, input, below !== '');
      return 'ok' in held ? held : handle(ctx, input, held);
    },
  });
};

const requires: Operation['requires'] = ({ url, body }) => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
});

const putServer = defineOperation({
  action: write,
  title: 'Create or update server',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path: serverPath,
  body: ServerGiven,
  requires,
  handle(ctx, input) {
    const { params, body } = input;
    const group = ctx.view.get<ArmResource>('resourceGroups', idKey(resourceGroupOf(serverIdOf(params)) ?? ''));
    if (!group) return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    const name = params['serverName'] ?? '';
    const held = serverById(ctx.view, serverIdOf(params));
    const existing = held && { existing: held.location };
    const place = placed(body.location, { name, type: serverType, group: group.name, ...existing });
    if ('refusal' in place) return refuse(place.refusal);
    if (!held && !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return refuse(say.serverNameInvalid(name));
    if (!held && serverByName(ctx.view, name)) return refuse(say.serverNameTaken(name));
    const id = held?.id ?? `${group.id}/providers/${serverType}/${name}`;
    const at = { id, name: held?.name ?? name, type: serverType, location: place.region };
    const made = writeServer(ctx, at, held, body, 'replace');
    if ('refusal' in made) return refuse(made.refusal);
    const work = { kind: 'server', operation: 'UpsertLogicalServer', id, location: place.region, resource: id };
    return accepted(ctx, input, { ...work, changes: made.changes });
  },
});

const patchServer = onServer({
  action: write,
  title: 'Update server',
  method: 'PATCH',
  body: ServerGiven,
  requires,
  handle(ctx, input, held) {
    const { id, name, type, location } = held;
    const made = writeServer(ctx, { id, name, type, location }, held, input.body as ServerGiven, 'merge');
    if ('refusal' in made) return refuse(made.refusal);
    const work = { kind: 'server', operation: 'UpsertLogicalServer', id, location, resource: id };
    return accepted(ctx, input, { ...work, changes: made.changes });
  },
});

const getServer = onServer({
  action: read,
  title: 'Get server',
  method: 'GET',
  handle: (_ctx, input, held) => ok({ status: 200, body: serverBody(held, expands(input)) }),
});

const deleteServer = defineOperation({
  action: `${serverType}/delete`,
  title: 'Delete server',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path: serverPath,
  handle(ctx, input) {
    const held = serverById(ctx.view, serverIdOf(input.params));
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    const { id, location } = held;
    const changes = removedServer(ctx.view, held);
    return accepted(ctx, input, { kind: 'server', operation: 'DropLogicalServer', id, location, changes });
  },
});

const serversBelow = (ctx: Ctx, scope: string, input: Input, mayRead: (server: ServerRow) => boolean): unknown[] =>
  ctx.view
    .all<{ id: string }>(table.names)
    .flatMap(({ id }) => serverById(ctx.view, id) ?? [])
    .filter((server) => covers(scope, server.id) && mayRead(server))
    .map((server) => serverBody(server, expands(input)));

const listByGroup = defineOperation({
  action: read,
  title: 'List servers of a resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: `${groupPath}/providers/Microsoft.Sql/servers`,
  requires: ({ url }) => ({ action: read, scope: url.path.replace(/\/servers$/i, ''), plane: 'control' }),
  handle(ctx, input) {
    const { subscriptionId, resourceGroupName: group = '' } = input.params;
    const scope = `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
    if (!ctx.view.get('resourceGroups', idKey(scope))) return refuse(say.groupNotFound(group));
    return ok({ status: 200, body: { value: serversBelow(ctx, scope, input, () => true) } });
  },
});

const listBySubscription = defineOperation({
  action: read,
  title: 'List servers of a subscription',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Sql/servers',
  // Resource Manager shows of a subscription what the caller may read of it, be it nothing.
  requires: () => undefined,
  handle(ctx, input) {
    const id = input.params['subscriptionId'] ?? '';
    if (!ctx.view.get('subscriptions', id.toLowerCase())) return refuse(say.subscriptionNotFound(id));
    const mayRead = (server: ServerRow) =>
      ctx.decide({ action: read, scope: server.id, plane: 'control' }, ctx.caller).allowed;
    return ok({ status: 200, body: { value: serversBelow(ctx, `/subscriptions/${id}`, input, mayRead) } });
  },
});

const checkName = defineOperation({
  action: 'Microsoft.Sql/checkNameAvailability/action',
  title: 'Check server name',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Sql/checkNameAvailability',
  reads: true,
  body: z.object({ name: z.string(), type: z.string() }),
  requires: ({ params }) => ({
    action: 'Microsoft.Sql/checkNameAvailability/action',
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    const taken = serverByName(ctx.view, name) !== undefined;
    const no = { available: false, reason: 'AlreadyExists', message: say.serverNameTaken(name).message };
    return ok({ status: 200, body: { name, ...(taken ? no : { available: true }) } });
  },
});

export const serverOperations = [
  putServer,
  patchServer,
  getServer,
  deleteServer,
  listByGroup,
  listBySubscription,
  checkName,
];
