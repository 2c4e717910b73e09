import type { Az } from '../context.ts';
import { at, compact, isObject, type Json, type JsonObject } from '../json.ts';
import { shape } from '../shape.ts';
import { vaultPath, VAULTS_VERSION } from './find.ts';

export interface Rewrite {
  resourceGroup: string;
  name: string;
  noWait: boolean;
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** Members that the service alone sets: az's SDK does not send them back. */
const READ_ONLY = new Set(['hsmPoolResourceId', 'privateEndpointConnections']);

/**
 * Reads a vault, lets `change` edit its properties or the rest of it in place, and puts the whole vault back, as az
 * does; a change of false says that nothing is to be put.
 */
export async function rewriteVault(
  az: Az,
  { resourceGroup, name, noWait }: Rewrite,
  change: (properties: JsonObject, vault: JsonObject) => false | undefined,
): Promise<Json | undefined> {
  const path = `${await vaultPath(az, resourceGroup, name)}?api-version=${VAULTS_VERSION}`;
  const vault = shape('Vault', await az.arm.get(path));
  const properties = at(vault, 'properties');
  const edited = isObject(properties) ? properties : {};
  if (change(edited, vault) === false) return vault;
  for (const key of READ_ONLY) delete edited[key];
  const body = compact({
    location: vault['location'],
    tags: vault['tags'] ?? undefined,
    properties: withoutNulls(edited),
  });
  if (noWait) {
    await az.arm.put(path, body);
    return undefined;
  }
  return shape('Vault', await az.arm.finish('PUT', path, body));
}
