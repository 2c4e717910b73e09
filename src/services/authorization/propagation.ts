import { second } from '#kernel/clock.ts';
import type { Permission } from '#kernel/decision.ts';
import { targetServices, type TargetService } from './models.ts';

/** The shortest time that was measured in a real tenant until a target knows of a change. */
const shortest: Record<TargetService, { grant: number; revoke: number }> = {
  arm: { grant: 5 * second, revoke: 5 * second },
  'key-vault': { grant: 10 * second, revoke: 45 * second },
  storage: { grant: 32 * second, revoke: 10 * second },
  'service-bus': { grant: 273 * second, revoke: 312 * second },
  other: { grant: 30 * second, revoke: 30 * second },
};

/** "Troubleshoot Azure RBAC": changes can take up to ten minutes. */
const longest = 600 * second;

/** Which target decides this permission. Management is Resource Manager's; data is the service's own. */
export function targetOf({ plane, action }: Pick<Permission, 'plane' | 'action'>): TargetService {
  if (plane === 'control') return 'arm';
  const provider = action.slice(0, action.indexOf('/')).toLowerCase();
  if (provider === 'microsoft.keyvault') return 'key-vault';
  if (provider === 'microsoft.storage') return 'storage';
  return provider === 'microsoft.servicebus' ? 'service-bus' : 'other';
}

/**
 * When each target will know of a grant or a removal made at `at` (ms). `chance` draws a fraction for a target; its cube
 * keeps most changes near the measured figure while the documented ten minutes stay possible. `atOnce`: this tenant waits
 * for nothing.
 */
export function propagation(
  kind: 'grant' | 'revoke',
  at: number,
  chance: (service: TargetService) => number,
  atOnce = false,
): Record<TargetService, number> {
  const times = targetServices.map((service): [TargetService, number] => {
    if (atOnce) return [service, at];
    const least = shortest[service][kind];
    return [service, at + Math.round((least + (longest - least) * chance(service) ** 3) / second) * second];
  });
  return Object.fromEntries(times) as Record<TargetService, number>;
}
