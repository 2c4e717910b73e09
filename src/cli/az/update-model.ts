import type { Az } from './context.ts';
import { applyGenericUpdate, type GenericUpdate } from './generic-update.ts';
import type { JsonObject } from './json.ts';
import { hasAttribute, unshape, type ModelName } from './shape.ts';

/**
 * The body of the PUT that ends a generic update: `--set` is applied to the model as az shows it, and what the model
 * knows goes back to its place. A name that it does not know is sent as it stands, with az's warning.
 */
export function updatedBody(az: Az, model: ModelName, shown: JsonObject, update: Partial<GenericUpdate>): JsonObject {
  const { set, add, remove, forceString = false } = update;
  const changed = applyGenericUpdate(shown, { set, add, remove, forceString });
  const body = unshape(model, changed);
  for (const [name, value] of Object.entries(changed)) {
    if (hasAttribute(model, name) || Object.hasOwn(shown, name)) continue;
    az.warn(`Property '${name}' not found on root. Send it as an additional property .`);
    body[name] = value;
  }
  return body;
}
