import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource, IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export const machineType = 'Microsoft.Compute/virtualMachines';
export const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
export const instanceType = `${scaleSetType}/virtualMachines`;

export type Power = 'running' | 'stopped' | 'deallocated';

/** What runs behind a virtual machine; table `virtualMachines`, key idKey of the machine. */
export interface MachineRow {
  id: string;
  vmId: string;
  power: Power;
}

export type Machine = ArmResource & { zones?: string[] };

export interface ScaleSetProperties {
  upgradePolicy: { mode: 'Automatic' | 'Manual' | 'Rolling'; [name: string]: unknown };
  virtualMachineProfile?: Record<string, unknown>;
  [name: string]: unknown;
}

export type ScaleSet = ArmResource & {
  sku: { name: string; tier: string; capacity: number };
  zones?: string[];
  properties: ScaleSetProperties;
};

/** What a scale set counts; table `scaleSets`, key idKey of the scale set. */
export interface ScaleSetRow {
  uniqueId: string;
  /** Grows with every change of what its instances shall be. */
  model: number;
  nextInstance: number;
}

/** One instance of a scale set; table `scaleSetInstances`, key idKey of the instance. */
export interface InstanceRow {
  id: string;
  instanceId: string;
  scaleSetId: string;
  vmId: string;
  /** The model that it was brought to last, with the identities and the profile of that model. */
  model: number;
  identity?: IdentityBlock;
  profile: Record<string, unknown>;
  createdAt: number;
}

/** Work that goes on after its request was accepted; table `computeOperations`, key the operation's id. */
export interface OperationRow {
  id: string;
  subscriptionId: string;
  location: string;
  startedAt: number;
  completesAt: number;
  /** What a finished run of a command has to say. */
  output?: Record<string, unknown>;
}

export const indexes = {
  scaleSetInstances: { scaleSet: ({ scaleSetId }: InstanceRow) => [idKey(scaleSetId)] },
};

export const machines = new ArmType<Machine>(machineType);
export const scaleSets = new ArmType<ScaleSet>(scaleSetType);

export const findMachineRow = (view: View, id: string): MachineRow | undefined =>
  view.get<MachineRow>('virtualMachines', idKey(id));
export const findScaleSetRow = (view: View, id: string): ScaleSetRow | undefined =>
  view.get<ScaleSetRow>('scaleSets', idKey(id));
export const findInstance = (view: View, id: string): InstanceRow | undefined =>
  view.get<InstanceRow>('scaleSetInstances', idKey(id));

/** The instances of a scale set, in the order of their numbers. */
export const instancesOf = (view: View, scaleSetId: string): InstanceRow[] =>
  view
    .by<InstanceRow>('scaleSetInstances', 'scaleSet', idKey(scaleSetId))
    .sort((a, b) => Number(a.instanceId) - Number(b.instanceId));
