import type { Json, JsonObject } from '../../../json.ts';
import { list, text } from '../../../json.ts';
import type { TableRow } from '../../../output/table.ts';
import { shape } from '../../../shape.ts';

const bareName = (name: string): string => name.split('/').at(-1) ?? '';

/** A slot that was just made, as az prints it: by its own name, without its app's. */
export function slotResult(raw: Json | undefined): JsonObject {
  const site = shape('Site', raw);
  return { ...site, name: bareName(text(site, 'name')) };
}

/** A slot of a list: its plan by name. */
export function listedSlot(raw: Json | undefined): JsonObject {
  const { serverFarmId: plan, ...site } = slotResult(raw);
  return { ...site, appServicePlan: typeof plan === 'string' ? bareName(plan) : null };
}

/** The rows of slots in `-o table`. */
export function slotRows(slots: Json): TableRow[] {
  return list(slots).map((slot) => ({
    name: text(slot, 'name'),
    status: text(slot, 'state'),
    plan: text(slot, 'appServicePlan'),
  }));
}
