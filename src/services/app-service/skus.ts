import tiers from './data/skus.json' with { type: 'json' };
import type { Plan } from './models.ts';

/**
 * The pricing tier that a plan's `sku.name` means (`b1`, `P1V3`), or undefined when there is none such.
 * Source: "Azure App Service plan overview", REST API "App Service Plans".
 */
export function skuNamed(name: string, capacity = 1): Plan['sku'] | undefined {
  const found = Object.entries(tiers).find(([one]) => one.toLowerCase() === name.toLowerCase());
  if (!found) return undefined;
  const [code, [tier = '', family = '']] = found;
  return { name: code, tier, size: code, family, capacity };
}

/** Whether Azure has plans of this size that are not here: for Standard logic apps, Flex Consumption, isolated and newer machines. */
export function isElsewhere(name: string): boolean {
  return /^(?:ws[1-3]|fc1|p\dm?v4|i\d(?:m?v2)?)$/i.test(name);
}

/** How many slots an app may have beside itself. Source: "Azure subscription and service limits", App Service limits. */
export function slotsAllowed(tier: string): number {
  if (tier === 'Standard') return 5;
  if (tier === 'Dynamic') return 1;
  return /^(premium|isolated|elastic)/i.test(tier) ? 20 : 0;
}
