import type { Ctx } from '#kernel/define.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';

const url = 'https://platform.internal/imds/hosts';

type Profile = Record<string, unknown>;

export const recordIn = (value: unknown, name: string): Profile => {
  const found = typeof value === 'object' && value !== null ? (value as Profile)[name] : undefined;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Profile) : {};
};

/** `Linux` unless the disk or the image says otherwise. */
export function osOf(profile: unknown): 'Linux' | 'Windows' {
  const storage = recordIn(profile, 'storageProfile');
  const said = String(recordIn(storage, 'osDisk')['osType'] ?? '').toLowerCase();
  const publisher = String(recordIn(storage, 'imageReference')['publisher'] ?? '').toLowerCase();
  const windows = said ? said === 'windows' : /^microsoft(windows|sqlserver)/.test(publisher);
  return windows || Object.keys(recordIn(recordIn(profile, 'osProfile'), 'windowsConfiguration')).length
    ? 'Windows'
    : 'Linux';
}

export interface Running {
  host: string;
  /** The resource that holds the identities. */
  holder: string;
  name: string;
  location: string;
  vmId: string;
  vmSize: string;
  profile: Profile;
  tags: Record<string, string>;
  zone?: string;
  scaleSet?: string;
  identity?: IdentityBlock;
}

/** The machine runs: its metadata service answers with this. Members as in "Azure Instance Metadata Service". */
export function connect(ctx: Ctx, machine: Running): void {
  const { subscriptionId = '', resourceGroup = '' } = parseResourceId(machine.host) ?? {};
  const image = recordIn(recordIn(machine.profile, 'storageProfile'), 'imageReference');
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const tags = Object.entries(machine.tags);
  const compute = {
    azEnvironment: 'AzurePublicCloud',
    location: machine.location,
    name: machine.name,
    offer: text(image['offer']),
    osType: osOf(machine.profile),
    provider: 'Microsoft.Compute',
    publisher: text(image['publisher']),
    resourceGroupName: resourceGroup,
    resourceId: machine.host,
    sku: text(image['sku']),
    subscriptionId,
    tags: tags.map(([name, value]) => `${name}:${value}`).join(';'),
    tagsList: tags.map(([name, value]) => ({ name, value })),
    version: text(image['version']),
    vmId: machine.vmId,
    vmScaleSetName: machine.scaleSet ? nameOf(machine.scaleSet) : '',
    vmSize: machine.vmSize,
    zone: machine.zone ?? '',
  };
  const { host, holder, identity } = machine;
  ctx.send('platform', { method: 'PUT', url, body: { host, holder, compute, ...(identity && { identity }) } });
}

/** The machine is off, or gone for good. */
export function disconnect(ctx: Ctx, host: string, gone = false): void {
  ctx.send('platform', { method: 'DELETE', url, body: { host, gone } });
}
