import { createDoor, type Door } from '#kernel/door.ts';
import type { Indexes, View } from '#kernel/tables.ts';
import { decide } from '#services/authorization/index.ts';
import { decideDirectory, findToken, isDirectoryAction } from '#services/entra-id/index.ts';
import { services } from '#services/registry.ts';

/** Every index that a service declares, by table; two services may look at one table, each in its own way. */
export const indexes: Indexes = {};
for (const service of services) {
  for (const [table, declared] of Object.entries(service.indexes ?? {}))
    indexes[table] = { ...indexes[table], ...declared };
}

/** The one front door, joined from what the services bring. */
export const door: Door = createDoor({
  surfaces: services.flatMap(({ surfaces }) => surfaces),
  operations: services.flatMap(({ operations }) => operations),
  findToken,
  // Directory permissions (Microsoft Graph) are no Azure roles: Entra ID itself decides them.
  decide: (view, now, principal, permission) =>
    isDirectoryAction(permission.action)
      ? decideDirectory(view, principal, permission)
      : decide(view, now, principal, permission),
  restrictions: services.flatMap(({ restrictions = [] }) => restrictions),
  observers: services.flatMap(({ observers = [] }) => observers),
});

/** The environment variables that a program or a session finds on this host; none where nothing runs there. */
export const environmentOf = (view: View, host: string): Record<string, string> =>
  services.map((service) => service.environment?.(view, host)).find(Boolean) ?? {};

/** Moments to come, soonest first. */
export const upcoming = (view: View, now: number): { at: number; what: string }[] =>
  services
    .flatMap((service) => service.upcoming?.(view, now) ?? [])
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at);
