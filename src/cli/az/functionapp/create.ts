import type { Az } from '../context.ts';
import { derivedGuid } from '../derived-guid.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, compact, text, type Json, type JsonObject } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { shape } from '../shape.ts';
import { addIdentities } from '../webapp/identity/add.ts';
import { siteIdentity } from '../webapp/identity/result.ts';
import { newSite, newSiteConfig } from '../webapp/models.ts';
import { sitePath, WEB_VERSION } from '../webapp/site.ts';
import { withoutInsights } from './insights.ts';
import { functionRuntimes, resolveFunctionRuntime, type FunctionRuntime } from './runtime.ts';
import { HostStorage } from './storage.ts';

const ONE_PLACE =
  'usage error: You must specify one of these parameter --plan NAME_OR_ID | --consumption-plan-location LOCATION | --flexconsumption-location LOCATION';

/** Where the app is to run: on a plan, or on the Consumption plan of a region. */
interface Place {
  location: string;
  isLinux: boolean;
  plan: string | undefined;
  isElastic: boolean;
}

async function consumption(az: Az, location: string, osType: string | undefined): Promise<Place> {
  const path = `${await az.root()}/providers/Microsoft.Web/geoRegions?sku=Dynamic&api-version=${WEB_VERSION}`;
  const names = (await az.arm.list(path)).map((region) => text(region, 'name').toLowerCase().replaceAll(' ', ''));
  if (!names.includes(location.toLowerCase()))
    throw new CliError('Location is invalid. Use: az functionapp list-consumption-locations');
  return { location, isLinux: osType?.toLowerCase() === 'linux', plan: undefined, isElastic: false };
}

async function onPlan(az: Az, resourceGroup: string, plan: string): Promise<Place> {
  const id = parseResourceId(plan);
  const group = await az.group(id?.resourceGroup ?? resourceGroup);
  const path = `${group}/providers/Microsoft.Web/serverfarms/${id?.name ?? plan}?api-version=${WEB_VERSION}`;
  const found = await az.arm.get(path);
  const isElastic = String(at(found, 'sku', 'tier') ?? '') === 'ElasticPremium';
  return { location: text(found, 'location'), isLinux: at(found, 'properties', 'reserved') === true, plan, isElastic };
}

const setting = (name: string, value: Json): JsonObject => ({ name, value });

interface Making {
  name: string;
  place: Place;
  runtime: FunctionRuntime;
  connectionString: string;
  noInsights: boolean;
  now: string;
}

/** The app settings that a function app is made with, in az's order. */
function settingsOf({ name, place, runtime, connectionString, noInsights, now }: Making): JsonObject[] {
  const settings: JsonObject[] = [];
  const isConsumption = place.plan === undefined;
  // The real az draws both of these at random; ours follow from the name and the time.
  const drawn = derivedGuid('function app', name, now).replaceAll('-', '');
  if (place.isLinux && !isConsumption)
    settings.push(
      setting('MACHINEKEY_DecryptionKey', `${drawn}${drawn}`.toUpperCase()),
      setting('WEBSITES_ENABLE_APP_SERVICE_STORAGE', 'true'),
    );
  settings.push(...Object.entries(runtime.settings).map(([key, value]) => setting(key, value)));
  settings.push(setting('FUNCTIONS_EXTENSION_VERSION', '~4'), setting('AzureWebJobsStorage', connectionString));
  if (isConsumption || place.isElastic)
    settings.push(
      setting('WEBSITE_CONTENTAZUREFILECONNECTIONSTRING', connectionString),
      setting('WEBSITE_CONTENTSHARE', `${name.slice(0, 50).toLowerCase()}${drawn.slice(0, 12)}`),
    );
  if (noInsights) settings.push(setting('AzureWebJobsDashboard', connectionString));
  return settings;
}

export const functionappCreate = implement('functionapp create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    storageAccount: 'text',
    plan: 'text?',
    consumptionPlanLocation: 'text?',
    osType: 'text?',
    functionsVersion: 'text?',
    runtime: 'text?',
    runtimeVersion: 'text?',
    disableAppInsights: 'bool?',
    tags: 'tags?',
    assignIdentity: 'texts?',
    role: 'text',
    scope: 'text?',
    httpsOnly: 'bool?',
  },
  run: async (args, az) => {
    const { resourceGroup, name, plan, consumptionPlanLocation, runtime: wanted, runtimeVersion } = args;
    if (args.functionsVersion === undefined) az.warn('No functions version specified so defaulting to 4.');
    if ((plan === undefined) === (consumptionPlanLocation === undefined)) throw new CliError(ONE_PLACE);
    const place = await (plan === undefined
      ? consumption(az, consumptionPlanLocation ?? '', args.osType)
      : onPlan(az, resourceGroup, plan));
    if (place.isLinux && wanted === undefined)
      throw new CliError('usage error: --runtime RUNTIME required for linux functions apps without custom image.');
    if (wanted === undefined && runtimeVersion !== undefined)
      throw new CliError('Must specify --runtime to use --runtime-version');
    const runtime = await resolveFunctionRuntime(az, await functionRuntimes(az), {
      runtime: wanted?.toLowerCase() ?? 'dotnet',
      version: runtimeVersion,
      functions: args.functionsVersion ?? '4',
      isLinux: place.isLinux,
    });
    const storage = new HostStorage(az, resourceGroup, args.storageAccount);
    if (await storage.isRestricted()) throw new CliError(restricted(args.storageAccount, plan === undefined));
    const connectionString = await storage.connectionString();
    const noInsights = args.disableAppInsights === true || !runtime.insights;
    const now = String(await az.host.now());
    const appSettings = settingsOf({ name, place, runtime, connectionString, noInsights, now });
    if (plan === undefined || place.isElastic) await storage.isRestricted();
    const siteConfig = newSiteConfig({
      ...runtime.config,
      appSettings,
      ...(plan !== undefined && !place.isElastic && { alwaysOn: true }),
    });
    const body = newSite(
      compact({
        kind: place.isLinux ? 'functionapp,linux' : 'functionapp',
        location: place.location,
        tags: args.tags,
        serverFarmId: plan,
        reserved: place.isLinux,
        siteConfig,
        httpsOnly: args.httpsOnly ?? false,
      }),
    );
    const path = `${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`;
    const site = shape('Site', await az.arm.finish('PUT', path, body));
    if (plan === undefined && place.isLinux)
      az.warn(
        `Your Linux function app '${name}', that uses a consumption plan has been successfully created but is not active until content is published using Azure Portal or the Functions Core Tools.`,
      );
    if (!noInsights) await withoutInsights(az, { resourceGroup, name }, connectionString);
    if (args.assignIdentity === undefined) return site;
    const { assignIdentity: identities, role, scope } = args;
    const identity = siteIdentity(await addIdentities(az, { resourceGroup, name, identities, role, scope }));
    return { ...site, identity: identity ?? null };
  },
});

function restricted(account: string, isConsumption: boolean): string {
  return isConsumption
    ? 'The Consumption plan does not support storage accounts with network restrictions. If you wish to use virtual networks, please create your app on a different hosting plan.'
    : `The storage account you selected "${account}" has networking restrictions. No virtual networking was configured so your app will not start. Please try again with virtual networking integration by adding the --vnet and --subnet flags. If you wish to do this at a later time, use the --configure-networking-later flag instead.`;
}
