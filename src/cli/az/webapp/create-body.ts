import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, compact, isObject, member, text, type Json, type JsonObject } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { WEB_VERSION } from './site.ts';
import { readSettings } from './config/appsettings/settings.ts';

/** The plan named by `--plan`: a name in the app's own group or anywhere in the subscription, or a full id. */
export async function findPlan(az: Az, resourceGroup: string, plan: string): Promise<Json> {
  const read = async (group: string, name: string) =>
    az.arm.find(`${await az.group(group)}/providers/Microsoft.Web/serverfarms/${name}?api-version=${WEB_VERSION}`);
  const id = parseResourceId(plan);
  const found = await read(id?.resourceGroup ?? resourceGroup, id?.name ?? plan);
  if (found !== undefined) return found;
  const all = await az.arm.list(
    `${await az.root()}/providers/Microsoft.Web/serverfarms?detailed=true&api-version=${WEB_VERSION}`,
  );
  const named = all.filter((item) => text(item, 'name').toLowerCase() === plan.toLowerCase());
  if (named.length > 1)
    throw new CliError(`There are multiple plans with name ${plan}.`, {
      hints: ['Try using the plan resource ID instead.'],
    });
  const elsewhere = parseResourceId(text(named[0], 'id'));
  const again = elsewhere && (await read(elsewhere.resourceGroup, elsewhere.name));
  if (again === undefined) throw new CliError(`The plan '${plan}' doesn't exist.`, { exit: 3 });
  return again;
}

function notOurs(name: string): string {
  return `Unable to retrieve details of the existing app '${name}'. Please check that the app is a part of the current subscription. If creating a new app, app names must be globally unique. Please try a more unique name`;
}

/** The settings of an app that has the name already, or undefined when the name is free. */
export async function existingSettings(az: Az, resourceGroup: string, name: string): Promise<JsonObject | undefined> {
  const path = `${await az.root()}/providers/Microsoft.Web/checknameavailability?api-version=2024-04-01`;
  const answer = await az.arm.call('POST', path, { name, type: 'Site' });
  if (member(answer, 'nameAvailable') !== false) return undefined;
  if (text(answer, 'reason') === 'Invalid') throw new CliError(text(answer, 'message'));
  az.warn(`Webapp '${name}' already exists. The command will use the existing app's settings.`);
  const sites = await az.arm.list(`${await az.root()}/providers/Microsoft.Web/sites?api-version=${WEB_VERSION}`);
  const found = sites.find((site) => text(site, 'name').toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new CliError(notOurs(name), { exit: 3 });
  const group = String(at(found, 'properties', 'resourceGroup') ?? parseResourceId(text(found, 'id'))?.resourceGroup);
  if (group.toLowerCase() !== resourceGroup.toLowerCase())
    throw new CliError(
      `The webapp '${name}' exists in resource group '${group}' and does not match the value entered '${resourceGroup}'. Please re-run command with the correct parameters.`,
    );
  return readSettings(az, { resourceGroup, name });
}

export interface SiteOptions {
  runtime: string | undefined;
  startupFile: string | undefined;
  containerImageName: string | undefined;
  sitecontainersApp: boolean | undefined;
  acrUseIdentity: boolean;
  plan: Json;
  isLinux: boolean;
  existing: JsonObject | undefined;
}

const SMALL = new Set(['F1', 'FREE', 'SHARED', 'D1', 'B1', 'B2', 'B3', 'BASIC']);

/** `NODE:20-lts` or `NODE|20-lts` as the platform writes it. */
function fxVersion(runtime: string): string {
  return runtime.replace(/[:|]/, '|').toUpperCase().replace('-LTS', '-lts');
}

/** The configuration that the new site is created with. */
export function siteConfiguration(options: SiteOptions): JsonObject {
  const { runtime, startupFile, containerImageName, isLinux, existing, plan } = options;
  if (isLinux && !runtime && !containerImageName && !options.sitecontainersApp)
    throw new CliError(
      'Please specify both --multicontainer-config-type TYPE and --multicontainer-config-file FILE, and only specify one out of --runtime, --container-image-name, --multicontainer-config-type or --sitecontainers_app',
    );
  const image = containerImageName && `DOCKER|${containerImageName}`;
  const appSettings: Json[] = Object.entries(existing ?? {}).map(([name, value]) => ({ name, value: value ?? null }));
  if (existing === undefined && image)
    appSettings.push({ name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'false' });
  const sku = at(plan, 'sku', 'name');
  const alwaysOn = typeof sku === 'string' && !SMALL.has(sku.toUpperCase());
  const fx = options.sitecontainersApp ? 'SITECONTAINERS' : (image ?? (runtime && fxVersion(runtime)));
  return compact({
    linuxFxVersion: isLinux && fx ? fx : undefined,
    appCommandLine: startupFile,
    appSettings,
    alwaysOn: alwaysOn || undefined,
    acrUseManagedIdentityCreds: options.acrUseIdentity || undefined,
    localMySqlEnabled: false,
    http20Enabled: true,
  });
}

/** Options that would change what runs in the app, which this lab does not simulate. */
export function refuseUnsimulated(options: object): void {
  const refused = {
    deploymentSourceUrl: '--deployment-source-url',
    deploymentLocalGit: '--deployment-local-git',
    vnet: '--vnet',
    subnet: '--subnet',
    multicontainerConfigFile: '--multicontainer-config-file',
  };
  for (const [key, option] of Object.entries(refused)) {
    const value = isObject(options as Json) ? (options as JsonObject)[key] : undefined;
    if (value !== undefined && value !== false)
      throw new CliError(
        `'az webapp create ${option}' exists in the real Azure CLI, but this lab does not simulate it yet.`,
      );
  }
}
