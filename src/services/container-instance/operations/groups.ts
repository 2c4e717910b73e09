import * as z from 'zod/mini';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { listRequirement, visible } from '#kernel/listing.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { groupShape } from '../group-shape.ts';
import { disconnect, GroupBody, writeGroup } from '../group-write.ts';
import { findGroup, findRow, groupType, type ContainerGroup } from '../models.ts';
import * as at from './group-operation.ts';

const write = `${groupType}/write`;
const read = `${groupType}/read`;
const validName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const create = at.groupOperation({
  action: write,
  title: 'Create or Update Container Group',
  method: 'PUT',
  path: at.groupPath,
  body: GroupBody,
  requires: ({ url, body }) => ({
    allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, { params, body }) {
    if (!at.findResourceGroup(ctx, params)) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const id = at.idIn(ctx, params);
    if (!validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const there = findGroup(ctx.view, id) !== undefined;
    const written = writeGroup(ctx, id, body);
    if ('refusal' in written) return refuse(written.refusal);
    const { group, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: groupShape(group, row), changes });
  },
});

/** Tags only; everything else takes a PUT. */
const update = at.groupOperation({
  action: write,
  title: 'Update Container Group',
  method: 'PATCH',
  path: at.groupPath,
  body: z.looseObject({ tags: z.nullish(z.record(z.string(), z.string())) }),
  handle(ctx, { params, body, url }) {
    const id = at.idIn(ctx, params);
    const group = findGroup(ctx.view, id);
    if (!group) return refuse(errors.notFound(id));
    const other = ['identity', 'properties'].find((name) => body[name] !== undefined && body[name] !== null);
    if (other) {
      const { message, ...rest } = notSimulated({ method: 'PATCH', url: url.path });
      return refuse({ ...rest, message: message.replace(' is not', ` with ${other} is not`) });
    }
    const tags = body.tags ?? group.tags;
    const next: ContainerGroup = { ...group, ...(tags && { tags }), changedAt: ctx.now };
    return ok({
      status: 200,
      body: groupShape(next, findRow(ctx.view, id)),
      changes: [put('resources', idKey(id), next)],
    });
  },
});

const get = at.groupOperation({
  action: read,
  title: 'Get Container Group',
  method: 'GET',
  path: at.groupPath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, params);
    const group = findGroup(ctx.view, id);
    return group ? ok({ status: 200, body: groupShape(group, findRow(ctx.view, id)) }) : refuse(errors.notFound(id));
  },
});

const list = (path: string, scopeOf: (params: at.Params) => string) =>
  at.groupOperation({
    action: read,
    title: 'List Container Groups',
    method: 'GET',
    path,
    requires: ({ params }) => listRequirement(read, params['group'], scopeOf(params)),
    handle(ctx, { params }) {
      if (params['group'] && !at.findResourceGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const groups = ctx.view
        .all<ContainerGroup>('resources')
        .filter((row) => row.type === groupType && idKey(row.id).startsWith(below))
        .filter(visible(ctx, read));
      return ok({ status: 200, body: { value: groups.map((group) => groupShape(group, undefined, true)) } });
    },
  });

const destroy = at.groupOperation({
  action: `${groupType}/delete`,
  title: 'Delete Container Group',
  method: 'DELETE',
  path: at.groupPath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, params);
    const group = findGroup(ctx.view, id);
    if (!group) return ok({ status: 204 });
    const body = groupShape(group, findRow(ctx.view, id));
    endHost(ctx, group.id);
    disconnect(ctx, group.id, true);
    const key = idKey(group.id);
    return ok({ status: 200, body, changes: [remove('resources', key), remove('containerGroups', key)] });
  },
});

export const groupOperations = [
  create,
  update,
  get,
  list(at.groupsPath, at.resourceGroupScope),
  list(`/subscriptions/{subscriptionId}/providers/${groupType}`, at.subscriptionScope),
  destroy,
];
