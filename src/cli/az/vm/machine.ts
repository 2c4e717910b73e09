import type { Az } from '../context.ts';
import { at, list, member, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { shape } from '../shape.ts';

export const COMPUTE_VERSION = '2024-11-01';

/** `…/{type}/{name}` of Compute in a group, without a query. */
export async function computePath(az: Az, resourceGroup: string, type: string, name: string): Promise<string> {
  return `${await az.group(resourceGroup)}/providers/Microsoft.Compute/${type}/${name}`;
}

export function machinePath(az: Az, resourceGroup: string, name: string): Promise<string> {
  return computePath(az, resourceGroup, 'virtualMachines', name);
}

/** A machine with how it stands with it, as `get-instance-view` reads it. */
export async function readInstanceView(az: Az, resourceGroup: string, name: string): Promise<Json | undefined> {
  const path = await machinePath(az, resourceGroup, name);
  return az.arm.get(`${path}?$expand=instanceView&api-version=${COMPUTE_VERSION}`);
}

/** A machine as `-d` shows it: its power state and addresses beside it. It has no network interface here, and so no address. */
export async function machineDetails(az: Az, resourceGroup: string, name: string): Promise<JsonObject> {
  const raw = await readInstanceView(az, resourceGroup, name);
  const { instanceView: _, ...machine } = shape('VirtualMachine', raw);
  const statuses = list(at(raw, 'properties', 'instanceView', 'statuses'));
  const power = statuses.filter((status) => text(status, 'code').startsWith('PowerState/'));
  const powerState = power.map((status) => text(status, 'displayStatus')).join(',');
  return { ...machine, powerState, publicIps: '', fqdns: '', privateIps: '', macAddresses: '' };
}

/** The row of a machine in `-o table`. */
export function machineRow(machine: Json): TableRow {
  const shown = ['name', 'resourceGroup', 'powerState', 'publicIps', 'fqdns', 'location'];
  const row: TableRow = {};
  for (const key of shown) row[key] = member(machine, key) ?? null;
  return { ...row, zones: list(member(machine, 'zones') ?? null).join(',') };
}
