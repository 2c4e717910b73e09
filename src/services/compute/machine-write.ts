import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { placed } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { connect, disconnect, recordIn } from './metadata.ts';
import { findMachineRow, machines, machineType, type Machine, type MachineRow } from './models.ts';

const Tags = z.nullish(z.record(z.string(), z.string()));
const Reference = z.looseObject({ id: z.nullish(z.string()) });

export const MachineBody = z.looseObject({
  location: z.optional(z.string()),
  tags: Tags,
  zones: z.nullish(z.array(z.string())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      hardwareProfile: z.nullish(z.looseObject({ vmSize: z.nullish(z.string()) })),
      storageProfile: z.nullish(z.looseObject({})),
      osProfile: z.nullish(z.looseObject({})),
      networkProfile: z.nullish(z.looseObject({ networkInterfaces: z.nullish(z.array(Reference)) })),
    }),
  ),
});
export type MachineBody = z.infer<typeof MachineBody>;

type Properties = Record<string, unknown>;

const isRecord = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What ARM computes itself, and secrets that it takes and never shows. */
const unshown = new Set([
  'adminPassword',
  'customData',
  'vmId',
  'provisioningState',
  'timeCreated',
  'instanceView',
  'userData',
]);

/** What was sent, without nulls, secrets and what only the answer has. */
export function kept(asked: Properties): Properties {
  return Object.fromEntries(
    Object.entries(asked)
      .filter(([name, value]) => value !== null && value !== undefined && !unshown.has(name))
      .map(([name, value]) => [name, isRecord(value) ? kept(value) : value]),
  );
}

/** Members that are named take the place of the old ones, however deep. */
export function merged(before: Properties, asked: Properties): Properties {
  const entries = Object.entries(asked).map(([name, value]): [string, unknown] => {
    const old = before[name];
    return [name, isRecord(value) && isRecord(old) ? merged(old, value) : value];
  });
  return { ...before, ...Object.fromEntries(entries) };
}

const osDefaults: Properties = { secrets: [], allowExtensionOperations: true, requireGuestProvisionSignal: true };

/** What a new machine shows beyond what was sent. */
function completed(properties: Properties): Properties {
  const storage = recordIn(properties, 'storageProfile');
  const os = recordIn(properties, 'osProfile');
  return {
    ...properties,
    storageProfile: { ...storage, dataDisks: storage['dataDisks'] ?? [] },
    ...(Object.keys(os).length > 0 && { osProfile: { ...osDefaults, ...os } }),
  };
}

/** What cannot change once the machine is there. */
function fixedIn(before: Properties, after: Properties): string | undefined {
  const value = (properties: Properties, path: string): unknown =>
    path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), properties);
  return ['osProfile.computerName', 'osProfile.adminUsername', 'storageProfile.imageReference.sku'].find(
    (path) => value(before, path) !== undefined && value(before, path) !== value(after, path),
  );
}

/** The image of a machine stays where a PUT leaves it out, as the Azure CLI does on every update. */
function withImage(before: Properties, asked: Properties): Properties {
  const { imageReference } = recordIn(before, 'storageProfile');
  if (!asked['storageProfile'] || imageReference === undefined) return asked;
  return { ...asked, storageProfile: { imageReference, ...recordIn(asked, 'storageProfile') } };
}

/** The machine runs: its metadata service knows what it is and which identities it has. */
export function connectMachine(ctx: Ctx, machine: Machine, row: MachineRow): void {
  connect(ctx, {
    host: machine.id,
    holder: machine.id,
    name: machine.name,
    location: machine.location,
    vmId: row.vmId,
    vmSize: String(recordIn(machine.properties, 'hardwareProfile')['vmSize'] ?? ''),
    profile: machine.properties,
    tags: machine.tags ?? {},
    ...(machine.zones?.[0] && { zone: machine.zones[0] }),
    ...(machine.identity && { identity: machine.identity }),
  });
}

export interface Written {
  machine: Machine;
  row: MachineRow;
  changes: Change[];
}

/** Makes or changes a machine: PUT of the whole, PATCH of a part. Gives the rows and the changes, or the refusal. */
export function writeMachine(
  ctx: Ctx,
  id: string,
  body: MachineBody,
  mode: 'replace' | 'merge',
): Written | { refusal: Refusal } {
  const existing = machines.find(ctx.view, id);
  const name = existing?.name ?? nameOf(id);
  const at = { name, type: machineType, group: parseResourceId(id)?.resourceGroup ?? '' };
  const place = placed(body.location, { ...at, ...(existing && { existing: existing.location }) });
  if ('refusal' in place) return place;
  const asked = kept(body.properties ?? {});
  const before = existing?.properties ?? {};
  const properties = completed(mode === 'merge' ? merged(before, asked) : { ...before, ...withImage(before, asked) });
  if (!recordIn(properties, 'hardwareProfile')['vmSize']) return { refusal: errors.parameterMissing('vmSize') };
  if (!existing && !asked['storageProfile']) return { refusal: errors.parameterMissing('storageProfile') };
  const fixed = existing && fixedIn(existing.properties, properties);
  if (fixed) return { refusal: errors.propertyFixed(fixed) };
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const zones = body.zones ?? existing?.zones;
  const machine: Machine = {
    ...host,
    type: machineType,
    ...(tags && { tags }),
    ...(zones && { zones }),
    ...(found.identity && { identity: found.identity }),
    properties,
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const row: MachineRow = findMachineRow(ctx.view, id) ?? {
    id: machine.id,
    vmId: ctx.newId('vm', machine.id),
    power: 'running',
  };
  if (row.power === 'running') connectMachine(ctx, machine, row);
  else disconnect(ctx, machine.id);
  return { machine, row, changes: [put('resources', idKey(id), machine), put('virtualMachines', idKey(id), row)] };
}
