import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { groupShape } from '../group-shape.ts';
import { disconnect, GroupBody, writeGroup } from '../group-write.ts';
import { findRow, groups, groupType, type ContainerGroup } from '../models.ts';

const write = `${groupType}/write`;
const validName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const create = armOperation({
  action: write,
  title: 'Create or Update Container Group',
  method: 'PUT',
  path: groups.path,
  body: GroupBody,
  requires: ({ url, body }) => ({
    allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, { params, body }) {
    const missing = groups.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { id, row: there } = groups.at(ctx, params);
    if (!validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const written = writeGroup(ctx, id, body);
    if ('refusal' in written) return refuse(written.refusal);
    const { group, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: groupShape(group, row), changes });
  },
});

/** Tags only; everything else takes a PUT. */
const update = armOperation({
  action: write,
  title: 'Update Container Group',
  method: 'PATCH',
  path: groups.path,
  body: z.looseObject({ tags: z.nullish(z.record(z.string(), z.string())) }),
  handle(ctx, { params, body, url }) {
    const group = groups.held(ctx, params);
    if ('ok' in group) return group;
    const other = ['identity', 'properties'].find((name) => body[name] !== undefined && body[name] !== null);
    if (other) {
      const { message, ...rest } = notSimulated({ method: 'PATCH', url: url.path });
      return refuse({ ...rest, message: message.replace(' is not', ` with ${other} is not`) });
    }
    const tags = body.tags ?? group.tags;
    const next: ContainerGroup = { ...group, ...(tags && { tags }), changedAt: ctx.now };
    return ok({
      status: 200,
      body: groupShape(next, findRow(ctx.view, group.id)),
      changes: [put('resources', idKey(group.id), next)],
    });
  },
});

const reads = groups.reads({ one: 'Container Group', many: 'Container Groups' }, (view, group, { listed }) =>
  groupShape(group, listed ? undefined : findRow(view, group.id), listed),
);

const destroy = armOperation({
  action: `${groupType}/delete`,
  title: 'Delete Container Group',
  method: 'DELETE',
  path: groups.path,
  handle(ctx, { params }) {
    const { row: group } = groups.at(ctx, params);
    if (!group) return ok({ status: 204 });
    const body = groupShape(group, findRow(ctx.view, group.id));
    endHost(ctx, group.id);
    disconnect(ctx, group.id, true);
    const key = idKey(group.id);
    return ok({ status: 200, body, changes: [remove('resources', key), remove('containerGroups', key)] });
  },
});

export const groupOperations = [create, update, ...reads, destroy];
