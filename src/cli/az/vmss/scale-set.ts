import type { Az } from '../context.ts';
import { at, list, member, type Json } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { COMPUTE_VERSION, computePath } from '../vm/machine.ts';

/** The version of the commands that az generates from the service's description. */
export const GENERATED_VERSION = '2023-09-01';

/** The address of a scale set, or of what stands below it. */
export async function scaleSetPath(az: Az, resourceGroup: string, name: string, below = ''): Promise<string> {
  const set = await computePath(az, resourceGroup, 'virtualMachineScaleSets', name);
  return `${set}${below}?api-version=${COMPUTE_VERSION}`;
}

/** The row of a scale set in `-o table`. */
export const scaleSetRow = (set: Json): TableRow => ({
  Name: member(set, 'name') ?? null,
  ResourceGroup: member(set, 'resourceGroup') ?? null,
  Location: member(set, 'location') ?? null,
  Zones: list(member(set, 'zones') ?? null).join(' ') || ' ',
  Capacity: at(set, 'sku', 'capacity') ?? null,
  Overprovision: member(set, 'overprovision') ?? null,
  UpgradePolicy: at(set, 'upgradePolicy', 'mode') ?? null,
});
