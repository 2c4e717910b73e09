import type { Json } from './json.ts';

/** The group's name in a full resource id, one with at least one provider level below the group. */
function groupOf(id: string): string | undefined {
  const parts = id.split('/');
  return parts[3]?.toLowerCase() === 'resourcegroups' && parts.length > 8 ? parts[4] : undefined;
}

/** Adds `resourceGroup` to every object with a resource id, as az does to every result. */
export function addResourceGroup(value: Json): Json {
  if (Array.isArray(value)) return value.map(addResourceGroup);
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value))
    result[key] = key === 'sourceVault' ? inner : addResourceGroup(inner);
  const named = Object.keys(value).some((key) => key.toLowerCase() === 'resourcegroup');
  const id = value['id'];
  const group = !named && typeof id === 'string' ? groupOf(id) : undefined;
  if (group !== undefined) result['resourceGroup'] = group;
  return result;
}
