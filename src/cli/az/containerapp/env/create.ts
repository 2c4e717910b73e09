import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { at, list, member, text, type Json, type JsonObject } from '../../json.ts';
import { appPath, askProvider, plainError, putAndWait } from '../app.ts';
import { newWorkspace } from './workspace.ts';

/** Where environments can be, as the provider lists it, in lower case without blanks. */
function locationsOf(provider: Json | undefined): string[] {
  const types = list(member(provider, 'resourceTypes') ?? null);
  const found = types.find((type) => text(type, 'resourceType') === 'managedEnvironments');
  return list(member(found, 'locations') ?? null).map((name) => String(name).toLowerCase().replace(/[ ()]/g, ''));
}

async function placeOf(az: Az, location: string | undefined): Promise<string> {
  await askProvider(az);
  const locations = locationsOf(await askProvider(az));
  if (location === undefined) return locations[0] ?? '';
  if (!locations.includes(location))
    throw new CliError(
      `You cannot create a Containerapp environment in location ${location}. List of eligible locations: ${locations.join(', ')}.`,
    );
  await askProvider(az);
  return location;
}

export const containerappEnvCreate = implement('containerapp env create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    location: 'text?',
    logsDestination: 'text?',
    logsWorkspaceId: 'text?',
    logsWorkspaceKey: 'text?',
    enableWorkloadProfiles: 'bool?',
    tags: 'tags?',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, tags, noWait, ...args }, az) => {
    const location = await placeOf(az, args.location);
    await askProvider(az);
    const destination = args.logsDestination ?? 'log-analytics';
    let logAnalyticsConfiguration: JsonObject | null = null;
    if (destination === 'log-analytics') {
      const { logsWorkspaceId, logsWorkspaceKey } = args;
      if ((logsWorkspaceId === undefined) !== (logsWorkspaceKey === undefined))
        throw new CliError(
          logsWorkspaceId === undefined
            ? 'Usage error: Supply the --logs-customer-id associated with the --logs-key'
            : 'Usage error: Supply the --logs-key associated with the --logs-customer-id',
        );
      logAnalyticsConfiguration =
        logsWorkspaceId === undefined || logsWorkspaceKey === undefined
          ? await newWorkspace(az, resourceGroup, location)
          : { customerId: logsWorkspaceId, sharedKey: logsWorkspaceKey };
    }
    const path = await appPath(az, resourceGroup, name, '', 'managedEnvironments');
    if (args.enableWorkloadProfiles !== false) {
      const existing = await az.arm.send('GET', path);
      if (existing.status >= 400 && existing.status !== 404) throw plainError(existing);
    }
    const properties = {
      daprAIInstrumentationKey: null,
      vnetConfiguration: null,
      appLogsConfiguration: { destination: destination === 'none' ? null : destination, logAnalyticsConfiguration },
      customDomainConfiguration: null,
      workloadProfiles:
        args.enableWorkloadProfiles === false ? null : [{ workloadProfileType: 'Consumption', Name: 'Consumption' }],
      zoneRedundant: false,
    };
    const made = await putAndWait(az, path, { location, tags: tags ?? null, properties }, noWait);
    if (at(made, 'properties', 'provisioningState') === 'Succeeded')
      az.warn('\nContainer Apps environment created. To deploy a container app, use: az containerapp create --help\n');
    return made;
  },
});
