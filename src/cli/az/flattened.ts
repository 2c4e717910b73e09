import { isObject, type Json, type JsonObject } from './json.ts';

/** An answer as the commands print it that az generates from a service's description: what stands in `properties` beside the name. */
export function flattened(raw: Json | undefined): JsonObject {
  if (!isObject(raw)) return {};
  const { properties, ...rest } = raw;
  return { ...(isObject(properties) ? properties : {}), ...rest };
}
