import type { Blade, MenuEntry } from '#kernel/blade.ts';
import { blades as appConfiguration } from '#services/app-configuration/blades.ts';
import { blades as appService } from '#services/app-service/blades.ts';
import { blades as automation } from '#services/automation/blades.ts';
import { blades as compute } from '#services/compute/blades.ts';
import { blades as containerApps } from '#services/container-apps/blades.ts';
import { blades as containerInstance } from '#services/container-instance/blades.ts';
import { blades as containerRegistry } from '#services/container-registry/blades.ts';
import { blades as containerService } from '#services/container-service/blades.ts';
import { blades as hybridCompute } from '#services/hybrid-compute/blades.ts';
import { blades as logicApp } from '#services/logic-app/blades.ts';
import { blades as keyVault } from '#services/key-vault/blades.ts';
import { blades as managedIdentity } from '#services/managed-identity/blades.ts';
import { blades as monitor } from '#services/monitor/blades.ts';
import { blades as resourceManager } from '#services/resource-manager/blades.ts';
import { blades as serviceBus } from '#services/service-bus/blades.ts';
import { blades as sql } from '#services/sql/blades.ts';
import { blades as storage } from '#services/storage/blades.ts';

/** Every blade that the services declare. */
export const blades: readonly Blade[] = [
  ...resourceManager,
  ...appService,
  ...keyVault,
  ...managedIdentity,
  ...compute,
  ...containerInstance,
  ...containerApps,
  ...hybridCompute,
  ...containerService,
  ...automation,
  ...logicApp,
  ...storage,
  ...sql,
  ...serviceBus,
  ...appConfiguration,
  ...containerRegistry,
  ...monitor,
];

/** What every scope has, whatever its type: behind the last of its settings. */
const governance: MenuEntry[] = [
  { panel: 'policies', title: 'Policies', group: 'Settings' },
  { panel: 'locks', title: 'Locks', group: 'Settings' },
];

function governed(blade: Blade): Blade {
  const last = blade.menu.findLastIndex(({ group }) => group === 'Settings');
  const at = last < 0 ? blade.menu.length : last + 1;
  return { ...blade, menu: [...blade.menu.slice(0, at), ...governance, ...blade.menu.slice(at)] };
}

const byType = new Map(blades.map((blade) => [blade.type.toLowerCase(), governed(blade)]));

/** Azure's words for a resource, which its kind may change: a function app is a site, too. */
export function wordsOf(blade: Blade, { kind = '' }: { kind?: string }): Pick<Blade, 'title' | 'typeName' | 'icon'> {
  const known = Object.entries(blade.kinds ?? {}).find(([name]) => kind.toLowerCase().startsWith(name));
  return { title: blade.title, typeName: blade.typeName, icon: blade.icon, ...known?.[1] };
}

/** The blade of a type; one that shows only what every resource has, where the type declares none. */
export const bladeOf = (type: string): Blade =>
  byType.get(type.toLowerCase()) ??
  governed({
    type,
    title: type,
    typeName: type,
    plural: type,
    says: '',
    icon: 'other',
    apiVersion: '2024-11-01',
    essentials: [
      { label: 'Resource group', from: 'id', as: 'group' },
      { label: 'Location', from: 'location' },
      { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    ],
    commands: [],
    menu: [
      { panel: 'overview', title: 'Overview' },
      { panel: 'activity-log', title: 'Activity log' },
      { panel: 'iam', title: 'Access control (IAM)' },
    ],
    probes: [{ title: 'Read it', action: `${type}/read`, plane: 'control' }],
  });
