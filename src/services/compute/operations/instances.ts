import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { ok, refuse } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { upgraded } from '../instances.ts';
import { findInstance, findScaleSetRow, instancesOf, instanceType, scaleSets, scaleSetType } from '../models.ts';
import { instanceShape } from '../scale-set-shape.ts';
import * as at from './compute-operation.ts';

const read = `${instanceType}/read`;

const list = scaleSets.on({
  action: read,
  title: 'List Virtual Machine Scale Set VMs',
  method: 'GET',
  below: '/virtualMachines',
  handle: (ctx, _input, set) => {
    const row = findScaleSetRow(ctx.view, set.id);
    const value = instancesOf(ctx.view, set.id).map((instance) => instanceShape(set, row, instance));
    return ok({ status: 200, body: { value } });
  },
});

const get = armOperation({
  action: read,
  title: 'Get Virtual Machine Scale Set VM',
  method: 'GET',
  path: at.instancePath,
  handle(ctx, { params }) {
    const set = scaleSets.held(ctx, params);
    if ('ok' in set) return set;
    const { instanceId = '' } = params;
    const instance = findInstance(ctx.view, `${set.id}/virtualMachines/${instanceId}`);
    if (!instance) return refuse(errors.instanceNotFound(instanceId));
    return ok({ status: 200, body: instanceShape(set, findScaleSetRow(ctx.view, set.id), instance) });
  },
});

const upgrade = scaleSets.on({
  action: `${scaleSetType}/manualUpgrade/action`,
  title: 'Update Instances of Virtual Machine Scale Set',
  method: 'POST',
  below: '/manualupgrade',
  body: z.looseObject({ instanceIds: z.array(z.string()) }),
  handle: (ctx, input, set) => {
    const row = findScaleSetRow(ctx.view, set.id);
    if (!row) return refuse(scaleSets.notFound(set.id));
    const { instanceIds } = input.body;
    const all = instancesOf(ctx.view, set.id);
    const unknown = instanceIds.find((one) => one !== '*' && !all.some(({ instanceId }) => instanceId === one));
    if (unknown !== undefined) return refuse(errors.instanceInactive(unknown));
    const named = instanceIds.includes('*') ? all : all.filter(({ instanceId }) => instanceIds.includes(instanceId));
    return at.accepted(ctx, input, { location: set.location, changes: upgraded(ctx, set, row, named) });
  },
});

export const instanceOperations = [list, get, upgrade];
