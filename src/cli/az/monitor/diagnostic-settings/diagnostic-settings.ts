import type { Az } from '../../context.ts';
import { changeProperties } from '../../change-properties.ts';
import { CliError } from '../../errors.ts';
import { flattened } from '../../flattened.ts';
import { implement, type Takes } from '../../implement.ts';
import { compact, type Json, type JsonObject } from '../../json.ts';
import { readShellJson } from '../../shell-json.ts';

/** The resource: its id, or its name with group, namespace and type. */
const target = {
  resource: 'text',
  resourceGroup: 'text?',
  resourceNamespace: 'text?',
  resourceParent: 'text?',
  resourceType: 'text?',
} as const satisfies Takes;

type Target = { [K in keyof typeof target]?: string | undefined };

async function resourceId(az: Az, given: Target): Promise<string> {
  const { resource = '', resourceGroup, resourceParent } = given;
  if (resource.startsWith('/')) return resource;
  let { resourceNamespace: namespace, resourceType: type } = given;
  if (type?.includes('/') && namespace === undefined) [namespace, type] = type.split('/');
  if (resourceGroup === undefined || namespace === undefined || type === undefined)
    throw new CliError(
      'usage error: --resource ID | --resource NAME --resource-group NAME --resource-type TYPE [--resource-namespace NAMESPACE] [--resource-parent PARENT]',
    );
  const parent = resourceParent === undefined ? '' : `/${resourceParent}`;
  return `${await az.group(resourceGroup)}/providers/${namespace}${parent}/${type}/${resource}`;
}

async function settingPath(az: Az, given: Target, name?: string): Promise<string> {
  const all = `${await resourceId(az, given)}/providers/Microsoft.Insights/diagnosticSettings`;
  return `${all}${name === undefined ? '' : `/${name}`}?api-version=2021-05-01-preview`;
}

/** A destination given by name lies in the group of `--resource-group`. */
async function destination(az: Az, given: string | undefined, group: string | undefined, type: string) {
  if (given === undefined || given.startsWith('/')) return given;
  if (group === undefined) throw new CliError('usage error: --resource-group is required when a name is given');
  return `${await az.group(group)}/providers/${type}/${given}`;
}

/** A setting as az's description of it has it: what is null is left out. */
function setting(raw: Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(flattened(raw)).filter(([, value]) => value !== null));
}

/** A category as that description has it, which is older than groups of categories. */
function category(raw: Json): JsonObject {
  const { categoryGroups: _, ...known } = setting(raw);
  return known;
}

const categories = (given: string[] | undefined): Json | undefined =>
  given === undefined ? undefined : readShellJson(given.join(' '));

export const diagnosticSettingsCreate = implement('monitor diagnostic-settings create', {
  takes: {
    ...target,
    name: 'text',
    logs: 'texts?',
    metrics: 'texts?',
    workspace: 'text?',
    storageAccount: 'text?',
    eventHub: 'text?',
    eventHubRule: 'text?',
    exportToResourceSpecific: 'bool?',
  },
  run: async (args, az) => {
    const { name, logs, metrics, workspace, storageAccount, eventHub, eventHubRule, resourceGroup } = args;
    if ([workspace, storageAccount, eventHub, eventHubRule].every((given) => given === undefined))
      throw new CliError(
        'usage error - expected one or more:  --storage-account NAME_OR_ID | --workspace NAME_OR_ID | --event-hub NAME_OR_ID | --event-hub-rule ID',
      );
    if (args.exportToResourceSpecific && workspace === undefined)
      throw new CliError('usage error: --workspace and --export-to-resource-specific');
    const workspaceId = await destination(az, workspace, resourceGroup, 'microsoft.OperationalInsights/workspaces');
    const storageAccountId = await destination(az, storageAccount, resourceGroup, 'Microsoft.Storage/storageAccounts');
    const properties = compact({
      eventHubAuthorizationRuleId: eventHubRule,
      eventHubName: eventHub,
      logAnalyticsDestinationType: args.exportToResourceSpecific ? 'Dedicated' : undefined,
      logs: categories(logs),
      metrics: categories(metrics),
      storageAccountId,
      workspaceId,
    });
    return setting(await az.arm.put(await settingPath(az, args, name), { properties }));
  },
});

export const diagnosticSettingsList = implement('monitor diagnostic-settings list', {
  takes: target,
  run: async (args, az) => (await az.arm.list(await settingPath(az, args))).map(setting),
});

export const diagnosticSettingsShow = implement('monitor diagnostic-settings show', {
  takes: { ...target, name: 'text' },
  run: async ({ name, ...args }, az) => setting(await az.arm.get(await settingPath(az, args, name))),
});

export const diagnosticSettingsUpdate = implement('monitor diagnostic-settings update', {
  takes: {
    ...target,
    name: 'text',
    logs: 'texts?',
    metrics: 'texts?',
    set: 'texts?',
    add: 'texts?',
    remove: 'texts?',
    forceString: 'bool?',
  },
  run: async ({ name, logs, metrics, set, add, remove, forceString, ...args }, az) => {
    const path = await settingPath(az, args, name);
    const old = setting(await az.arm.get(path));
    const given = compact({ logs: categories(logs), metrics: categories(metrics) });
    const {
      id: _id,
      name: _name,
      type: _type,
      systemData: _data,
      ...properties
    } = changeProperties({ ...old, ...given }, { set, add, remove, forceString });
    return setting(await az.arm.put(path, { properties }));
  },
});

export const diagnosticSettingsDelete = implement('monitor diagnostic-settings delete', {
  takes: { ...target, name: 'text' },
  run: async ({ name, ...args }, az) => {
    await az.arm.call('DELETE', await settingPath(az, args, name));
    return undefined;
  },
});

export const diagnosticSettingsCategoriesList = implement('monitor diagnostic-settings categories list', {
  takes: target,
  run: async (args, az) => {
    const path = `${await resourceId(az, args)}/providers/Microsoft.Insights/diagnosticSettingsCategories`;
    return { value: (await az.arm.list(`${path}?api-version=2017-05-01-preview`)).map(category) };
  },
});
