import type { Az } from '../context.ts';
import { at, list, member, text, type Json } from '../json.ts';
import type { TableRow } from '../output/table.ts';

const VERSION = '2024-05-01-preview';

/** The address of a container group, or of what stands below it. */
export async function groupPath(az: Az, resourceGroup: string, name: string, below = ''): Promise<string> {
  const groups = `${await az.group(resourceGroup)}/providers/Microsoft.ContainerInstance/containerGroups`;
  return `${groups}/${name}${below}?api-version=${VERSION}`;
}

export async function groupsPath(az: Az, resourceGroup: string | undefined): Promise<string> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return `${scope}/providers/Microsoft.ContainerInstance/containerGroups?api-version=${VERSION}`;
}

function pythonNumber(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** What the first container asks for; az stops at it. */
function resources(first: Json | undefined): string | null {
  if (first === undefined) return null;
  const requests = at(first, 'resources', 'requests');
  const [cpu, memory] = [member(requests, 'cpu'), member(requests, 'memoryInGb')];
  if (typeof cpu !== 'number' || typeof memory !== 'number') return '0 core/0 gb';
  return `${pythonNumber(cpu)} core/${pythonNumber(memory)} gb`;
}

function address(group: Json): string | null {
  const found = member(group, 'ipAddress');
  if (found === undefined || found === null) return null;
  const ports = list(member(found, 'ports')).map((port) => String(member(port, 'port')));
  return `${text(found, 'ip') || 'None'}:${ports.join(',')}`;
}

/** The row of a container group in `-o table`. */
export function groupRow(group: Json): TableRow {
  const containers = list(member(group, 'containers'));
  const images = new Set(containers.map((container) => text(container, 'image')));
  const state = at(group, 'instanceView', 'state');
  return {
    Name: member(group, 'name') ?? null,
    ResourceGroup: member(group, 'resourceGroup') ?? null,
    Status: state ?? member(group, 'provisioningState') ?? null,
    Image: containers.length > 0 ? [...images].join(',') : null,
    'IP:ports': address(group),
    Network: at(group, 'ipAddress', 'type') ?? null,
    'CPU/Memory': resources(containers[0]),
    OsType: member(group, 'osType') ?? null,
    Location: member(group, 'location') ?? null,
  };
}
