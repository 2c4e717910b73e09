import { applyGenericUpdate, type GenericUpdate } from '../generic-update.ts';
import type { JsonObject } from '../json.ts';

/** A generic update of a directory object: only what is named is sent, so `--set` starts from what the arguments gave. */
export function graphUpdate(named: JsonObject, update: GenericUpdate): JsonObject {
  return applyGenericUpdate(named, update);
}
