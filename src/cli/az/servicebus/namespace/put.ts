import type { Az } from '../../context.ts';
import { compact, isObject, member, type Json, type JsonObject } from '../../json.ts';
import { busPath, flattened, ordered, writable } from '../resource.ts';

/** What of a namespace shall change; members that are undefined stay as they are. */
export interface NamespaceChange {
  properties?: Record<string, Json | undefined>;
  sku?: Record<string, Json | undefined>;
  tags?: JsonObject;
  identity?: JsonObject;
}

/** The identity as az puts it back: its kinds and the ids of those that are user-assigned. */
export function identityBack(identity: Json | undefined): JsonObject | undefined {
  if (!isObject(identity)) return undefined;
  const held = identity['userAssignedIdentities'];
  const ids = isObject(held) ? Object.fromEntries(Object.keys(held).map((id) => [id, {}])) : undefined;
  return compact({ type: identity['type'], userAssignedIdentities: ids });
}

/** Reads a namespace, changes it and puts it back. */
export async function putNamespace(
  az: Az,
  resourceGroup: string,
  name: string,
  { properties = {}, sku = {}, tags, identity }: NamespaceChange,
): Promise<JsonObject> {
  const path = await busPath(az, resourceGroup, name);
  const raw = await az.arm.get(path);
  const heldSku = member(raw, 'sku');
  const body = ordered({
    identity: identity ?? identityBack(member(raw, 'identity')),
    location: member(raw, 'location'),
    properties: { ...writable(raw, ['status']), ...compact(properties) },
    sku: { ...(isObject(heldSku) ? heldSku : {}), ...compact(sku) },
    tags: tags ?? member(raw, 'tags'),
  });
  return flattened(await az.arm.finish('PUT', path, body));
}
