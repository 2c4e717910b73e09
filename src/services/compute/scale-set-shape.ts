import { armTime } from '#kernel/clock.ts';
import { instanceType, type InstanceRow, type ScaleSet, type ScaleSetRow } from './models.ts';

type Shape = Record<string, unknown>;

/** A scale set as ARM shows it. Source: REST API "Virtual Machine Scale Sets - Get". */
export const scaleSetShape = (set: ScaleSet, row: ScaleSetRow | undefined): Shape => ({
  name: set.name,
  id: set.id,
  type: set.type,
  location: set.location,
  ...(set.tags && { tags: set.tags }),
  ...(set.zones && { zones: set.zones }),
  sku: set.sku,
  ...(set.identity && set.identity.type !== 'None' && { identity: set.identity }),
  properties: {
    ...set.properties,
    orchestrationMode: 'Uniform',
    provisioningState: 'Succeeded',
    uniqueId: row?.uniqueId,
    timeCreated: armTime(set.createdAt),
  },
});

/** The profile of an instance: its computer's name is the scale set's prefix and the instance's number. */
function profileOf({ profile, instanceId }: InstanceRow): Shape {
  const { osProfile } = profile;
  if (typeof osProfile !== 'object' || osProfile === null) return profile;
  const { computerNamePrefix, ...os } = osProfile as Shape;
  const number = Number(instanceId).toString(36).toUpperCase().padStart(6, '0');
  const computerName = `${typeof computerNamePrefix === 'string' ? computerNamePrefix : ''}${number}`;
  return { ...profile, osProfile: { ...os, computerName } };
}

/**
 * An instance as ARM shows it: `latestModelApplied` says whether it is what its scale set describes, and `identity`
 * what it was brought to. Source: REST API "Virtual Machine Scale Set VMs - Get".
 */
export const instanceShape = (set: ScaleSet, row: ScaleSetRow | undefined, instance: InstanceRow): Shape => ({
  name: `${set.name}_${instance.instanceId}`,
  id: instance.id,
  type: instanceType,
  location: set.location,
  ...(set.tags && { tags: set.tags }),
  instanceId: instance.instanceId,
  sku: { name: set.sku.name, tier: set.sku.tier },
  ...(instance.identity && instance.identity.type !== 'None' && { identity: instance.identity }),
  properties: {
    latestModelApplied: instance.model === row?.model,
    vmId: instance.vmId,
    hardwareProfile: { vmSize: set.sku.name },
    ...profileOf(instance),
    provisioningState: 'Succeeded',
    timeCreated: armTime(instance.createdAt),
  },
});
