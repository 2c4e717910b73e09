import type { Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { listRequirement, visible } from '#kernel/listing.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { disconnect } from '../metadata.ts';
import { findScaleSet, findScaleSetRow, instancesOf, scaleSetType, type ScaleSet } from '../models.ts';
import { scaleSetShape } from '../scale-set-shape.ts';
import { ScaleSetBody, writeScaleSet } from '../scale-set-write.ts';
import * as at from './compute-operation.ts';

const write = `${scaleSetType}/write`;
const read = `${scaleSetType}/read`;

const requiresForWrite = ({ url, body }: RequiresInput): Requirement => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
});

const create = at.computeOperation({
  action: write,
  title: 'Create or Update Virtual Machine Scale Set',
  method: 'PUT',
  path: at.scaleSetPath,
  body: ScaleSetBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    if (!at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const id = at.idIn(ctx, scaleSetType, params);
    if (!at.validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const there = findScaleSet(ctx.view, id) !== undefined;
    const written = writeScaleSet(ctx, id, body, 'replace');
    if ('refusal' in written) return refuse(written.refusal);
    const { set, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: scaleSetShape(set, row), changes });
  },
});

const update = at.computeOperation({
  action: write,
  title: 'Update Virtual Machine Scale Set',
  method: 'PATCH',
  path: at.scaleSetPath,
  body: ScaleSetBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const id = at.idIn(ctx, scaleSetType, params);
    if (!findScaleSet(ctx.view, id)) return refuse(errors.notFound(scaleSetType, id));
    const written = writeScaleSet(ctx, id, body, 'merge');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: scaleSetShape(written.set, written.row), changes: written.changes });
  },
});

const get = at.computeOperation({
  action: read,
  title: 'Get Virtual Machine Scale Set',
  method: 'GET',
  path: at.scaleSetPath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, scaleSetType, params);
    const set = findScaleSet(ctx.view, id);
    if (!set) return refuse(errors.notFound(scaleSetType, id));
    return ok({ status: 200, body: scaleSetShape(set, findScaleSetRow(ctx.view, id)) });
  },
});

const list = (path: string, scopeOf: (params: at.Params) => string) =>
  at.computeOperation({
    action: read,
    title: 'List Virtual Machine Scale Sets',
    method: 'GET',
    path,
    requires: ({ params }) => listRequirement(read, params['group'], scopeOf(params)),
    handle(ctx, { params }) {
      if (params['group'] && !at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const sets = ctx.view
        .all<ScaleSet>('resources')
        .filter((row) => row.type === scaleSetType && idKey(row.id).startsWith(below))
        .filter(visible(ctx, read));
      return ok({
        status: 200,
        body: { value: sets.map((set) => scaleSetShape(set, findScaleSetRow(ctx.view, set.id))) },
      });
    },
  });

const destroy = at.computeOperation({
  action: `${scaleSetType}/delete`,
  title: 'Delete Virtual Machine Scale Set',
  method: 'DELETE',
  path: at.scaleSetPath,
  handle(ctx, input) {
    const set = findScaleSet(ctx.view, at.idIn(ctx, scaleSetType, input.params));
    if (!set) return ok({ status: 204 });
    endHost(ctx, set.id);
    const instances = instancesOf(ctx.view, set.id);
    for (const { id } of instances) disconnect(ctx, id, true);
    const key = idKey(set.id);
    return at.accepted(ctx, input, {
      location: set.location,
      changes: [
        remove('resources', key),
        remove('scaleSets', key),
        ...instances.map(({ id }) => remove('scaleSetInstances', idKey(id))),
      ],
    });
  },
});

export const scaleSetOperations = [
  create,
  update,
  get,
  list(at.scaleSetsPath, at.groupScope),
  list(`/subscriptions/{subscriptionId}/providers/${scaleSetType}`, at.subscriptionScope),
  destroy,
];
