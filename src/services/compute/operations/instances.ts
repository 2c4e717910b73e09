import * as z from 'zod/mini';
import { ok, refuse } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { upgraded } from '../instances.ts';
import { findInstance, findScaleSet, findScaleSetRow, instancesOf, instanceType, scaleSetType } from '../models.ts';
import { instanceShape } from '../scale-set-shape.ts';
import * as at from './compute-operation.ts';

const read = `${instanceType}/read`;

const list = at.computeOperation({
  action: read,
  title: 'List Virtual Machine Scale Set VMs',
  method: 'GET',
  path: `${at.scaleSetPath}/virtualMachines`,
  requires: at.onParent(read),
  handle(ctx, { params }) {
    const id = at.idIn(ctx, scaleSetType, params);
    const set = findScaleSet(ctx.view, id);
    if (!set) return refuse(errors.notFound(scaleSetType, id));
    const row = findScaleSetRow(ctx.view, id);
    const value = instancesOf(ctx.view, id).map((instance) => instanceShape(set, row, instance));
    return ok({ status: 200, body: { value } });
  },
});

const get = at.computeOperation({
  action: read,
  title: 'Get Virtual Machine Scale Set VM',
  method: 'GET',
  path: at.instancePath,
  handle(ctx, { params }) {
    const id = at.idIn(ctx, scaleSetType, params);
    const set = findScaleSet(ctx.view, id);
    if (!set) return refuse(errors.notFound(scaleSetType, id));
    const { instanceId = '' } = params;
    const instance = findInstance(ctx.view, `${set.id}/virtualMachines/${instanceId}`);
    if (!instance) return refuse(errors.instanceNotFound(instanceId));
    return ok({ status: 200, body: instanceShape(set, findScaleSetRow(ctx.view, id), instance) });
  },
});

const upgrade = at.computeOperation({
  action: `${scaleSetType}/manualUpgrade/action`,
  title: 'Update Instances of Virtual Machine Scale Set',
  method: 'POST',
  path: `${at.scaleSetPath}/manualupgrade`,
  body: z.looseObject({ instanceIds: z.array(z.string()) }),
  requires: at.onParent(`${scaleSetType}/manualUpgrade/action`),
  handle(ctx, input) {
    const id = at.idIn(ctx, scaleSetType, input.params);
    const set = findScaleSet(ctx.view, id);
    const row = findScaleSetRow(ctx.view, id);
    if (!set || !row) return refuse(errors.notFound(scaleSetType, id));
    const { instanceIds } = input.body;
    const all = instancesOf(ctx.view, id);
    const unknown = instanceIds.find((one) => one !== '*' && !all.some(({ instanceId }) => instanceId === one));
    if (unknown !== undefined) return refuse(errors.instanceInactive(unknown));
    const named = instanceIds.includes('*') ? all : all.filter(({ instanceId }) => instanceIds.includes(instanceId));
    return at.accepted(ctx, input, { location: set.location, changes: upgraded(ctx, set, row, named) });
  },
});

export const instanceOperations = [list, get, upgrade];
