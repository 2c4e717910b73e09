import type { Ctx } from '#kernel/define.ts';
import { put, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { connect, disconnect } from './metadata.ts';
import { instancesOf, type InstanceRow, type ScaleSet, type ScaleSetRow } from './models.ts';

const profileOf = (set: ScaleSet): Record<string, unknown> => set.properties.virtualMachineProfile ?? {};

/** The instance with what its scale set says now. */
function broughtUp(set: ScaleSet, row: ScaleSetRow, instance: InstanceRow): InstanceRow {
  const { identity: _, ...rest } = instance;
  return { ...rest, model: row.model, profile: profileOf(set), ...(set.identity && { identity: set.identity }) };
}

/** The instance runs: what it sees are the identities of the model that it was brought to last. */
function connectInstance(ctx: Ctx, set: ScaleSet, instance: InstanceRow): void {
  connect(ctx, {
    host: instance.id,
    holder: set.id,
    name: `${set.name}_${instance.instanceId}`,
    location: set.location,
    vmId: instance.vmId,
    vmSize: set.sku.name,
    profile: instance.profile,
    tags: set.tags ?? {},
    scaleSet: set.id,
    ...(instance.identity && { identity: instance.identity }),
  });
}

/** Brings instances to the model of their scale set. Source: REST API "Virtual Machine Scale Sets - Update Instances". */
export function upgraded(ctx: Ctx, set: ScaleSet, row: ScaleSetRow, instances: InstanceRow[]): Change[] {
  return instances.map((old) => {
    const instance = broughtUp(set, row, old);
    connectInstance(ctx, set, instance);
    return put('scaleSetInstances', idKey(instance.id), instance);
  });
}

/**
 * As many instances as the scale set shall have: new ones begin with its model, those with the highest numbers go.
 * The others follow the model at once, unless the upgrade policy leaves that to a person.
 */
export function scaled(ctx: Ctx, set: ScaleSet, row: ScaleSetRow): { row: ScaleSetRow; changes: Change[] } {
  const present = instancesOf(ctx.view, set.id);
  const stay = present.slice(0, set.sku.capacity);
  const changes: Change[] = present.slice(set.sku.capacity).map((gone) => {
    disconnect(ctx, gone.id, true);
    return remove('scaleSetInstances', idKey(gone.id));
  });
  const manual = set.properties.upgradePolicy.mode === 'Manual';
  if (!manual) changes.push(...upgraded(ctx, set, row, stay));
  const born = Array.from({ length: set.sku.capacity - stay.length }, (_, at): InstanceRow => {
    const instanceId = String(row.nextInstance + at);
    const id = `${set.id}/virtualMachines/${instanceId}`;
    const vmId = ctx.newId('vm', id);
    return { id, instanceId, scaleSetId: set.id, vmId, model: row.model, profile: {}, createdAt: ctx.now };
  });
  changes.push(...upgraded(ctx, set, row, born));
  return { row: { ...row, nextInstance: row.nextInstance + born.length }, changes };
}
