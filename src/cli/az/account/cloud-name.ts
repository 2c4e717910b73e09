import type { JsonObject } from '../json.ts';

/** `az account list` and `az login` call the environment `cloudName`, `az account show` calls it `environmentName`. */
export function cloudNamed({ environmentName, ...rest }: JsonObject): JsonObject {
  return { ...rest, cloudName: environmentName ?? null };
}
