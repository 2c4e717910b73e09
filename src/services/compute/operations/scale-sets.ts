import { armOperation } from '#kernel/arm-type.ts';
import type { Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { disconnect } from '../metadata.ts';
import { findScaleSetRow, instancesOf, scaleSets, scaleSetType } from '../models.ts';
import { scaleSetShape } from '../scale-set-shape.ts';
import { ScaleSetBody, writeScaleSet } from '../scale-set-write.ts';
import * as at from './compute-operation.ts';

const write = `${scaleSetType}/write`;

const requiresForWrite = ({ url, body }: RequiresInput): Requirement => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
});

const create = armOperation({
  action: write,
  title: 'Create or Update Virtual Machine Scale Set',
  method: 'PUT',
  path: scaleSets.path,
  body: ScaleSetBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const missing = scaleSets.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { id, row: there } = scaleSets.at(ctx, params);
    if (!at.validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const written = writeScaleSet(ctx, id, body, 'replace');
    if ('refusal' in written) return refuse(written.refusal);
    const { set, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: scaleSetShape(set, row), changes });
  },
});

const update = armOperation({
  action: write,
  title: 'Update Virtual Machine Scale Set',
  method: 'PATCH',
  path: scaleSets.path,
  body: ScaleSetBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const held = scaleSets.held(ctx, params);
    if ('ok' in held) return held;
    const written = writeScaleSet(ctx, held.id, body, 'merge');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: scaleSetShape(written.set, written.row), changes: written.changes });
  },
});

const title = 'Virtual Machine Scale Set';
const reads = scaleSets.reads({ one: title, many: `${title}s` }, (view, set) =>
  scaleSetShape(set, findScaleSetRow(view, set.id)),
);

const destroy = armOperation({
  action: `${scaleSetType}/delete`,
  title: 'Delete Virtual Machine Scale Set',
  method: 'DELETE',
  path: scaleSets.path,
  handle(ctx, input) {
    const { row: set } = scaleSets.at(ctx, input.params);
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

export const scaleSetOperations = [create, update, ...reads, destroy];
