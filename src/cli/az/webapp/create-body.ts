import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, member, text, type Json, type JsonObject } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { newSiteConfig } from './models.ts';
import { configuredWith, resolveRuntime, runtimes, type Runtime } from './runtime.ts';
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
  const sites = await az.arm.list(`${await az.root()}/providers/Microsoft.Web/sites?api-version=2024-04-01`);
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
  plan: Json;
  existing: JsonObject | undefined;
}

const SMALL = new Set(['F1', 'FREE', 'SHARED', 'D1', 'B1', 'B2', 'B3', 'BASIC']);

const ONE_OF =
  'Please specify both --multicontainer-config-type TYPE and --multicontainer-config-file FILE, and only specify one out of --runtime, --container-image-name, --multicontainer-config-type or --sitecontainers_app';

/** What a new Windows site without a runtime is told: the first of the versions of Node.js. */
function firstNode(known: readonly Runtime[]): JsonObject {
  const versions = known.flatMap(({ config }) => String(config['WEBSITE_NODE_DEFAULT_VERSION'] ?? '') || []);
  return { name: 'WEBSITE_NODE_DEFAULT_VERSION', value: versions.sort()[0] ?? '' };
}

/** The configuration that the new site is created with. Runtimes are looked up in what App Service offers. */
export async function siteConfiguration(az: Az, options: SiteOptions): Promise<JsonObject> {
  const { runtime, startupFile, existing, plan } = options;
  const isLinux = at(plan, 'properties', 'reserved') === true;
  const kept = Object.entries(existing ?? {}).map(([name, value]) => ({ name, value: value ?? null }));
  const sku = at(plan, 'sku', 'name');
  const config = newSiteConfig({
    appSettings: kept,
    ...(typeof sku === 'string' && !SMALL.has(sku.toUpperCase()) && { alwaysOn: true }),
    ...(isLinux && startupFile !== undefined && { appCommandLine: startupFile }),
  });
  if (isLinux && runtime === undefined) throw new CliError(ONE_OF);
  if (!isLinux && runtime !== undefined && startupFile !== undefined) throw new CliError(LINUX_ONLY);
  if (runtime === undefined && existing !== undefined) return config;
  const known = await runtimes(az, isLinux);
  if (runtime === undefined) return { ...config, appSettings: [...kept, firstNode(known)] };
  return configuredWith(config, resolveRuntime(known, runtime, isLinux));
}

const LINUX_ONLY =
  'usage error: --startup-file or --deployment-container-image-name or --container-image-name or --multicontainer-config-type and --multicontainer-config-file is only appliable on linux webapp';
