import { CliError } from '../errors.ts';
import { implement, type Body } from '../implement.ts';
import { list, member, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';

/** The public cloud, as az 2.74.0 knows it; the lab has no other. */
const AZURE_CLOUD: JsonObject = {
  endpoints: {
    activeDirectory: 'https://login.microsoftonline.com',
    activeDirectoryDataLakeResourceId: 'https://datalake.azure.net/',
    activeDirectoryGraphResourceId: 'https://graph.windows.net/',
    activeDirectoryResourceId: 'https://management.core.windows.net/',
    appInsightsResourceId: 'https://api.applicationinsights.io',
    appInsightsTelemetryChannelResourceId: 'https://dc.applicationinsights.azure.com/v2/track',
    attestationResourceId: 'https://attest.azure.net',
    azmirrorStorageAccountResourceId: null,
    batchResourceId: 'https://batch.core.windows.net/',
    gallery: 'https://gallery.azure.com/',
    logAnalyticsResourceId: 'https://api.loganalytics.io',
    management: 'https://management.core.windows.net/',
    mediaResourceId: 'https://rest.media.azure.net',
    microsoftGraphResourceId: 'https://graph.microsoft.com/',
    ossrdbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
    portal: 'https://portal.azure.com',
    resourceManager: 'https://management.azure.com/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
    vmImageAliasDoc:
      'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/main/arm-compute/quickstart-templates/aliases.json',
  },
  isActive: true,
  name: 'AzureCloud',
  profile: 'latest',
  suffixes: {
    acrLoginServerEndpoint: '.azurecr.io',
    attestationEndpoint: '.attest.azure.net',
    azureDatalakeAnalyticsCatalogAndJobEndpoint: 'azuredatalakeanalytics.net',
    azureDatalakeStoreFileSystemEndpoint: 'azuredatalakestore.net',
    keyvaultDns: '.vault.azure.net',
    mariadbServerEndpoint: '.mariadb.database.azure.com',
    mhsmDns: '.managedhsm.azure.net',
    mysqlServerEndpoint: '.mysql.database.azure.com',
    postgresqlServerEndpoint: '.postgres.database.azure.com',
    sqlServerHostname: '.database.windows.net',
    storageEndpoint: 'core.windows.net',
    storageSyncEndpoint: 'afs.azure.net',
    synapseAnalyticsEndpoint: '.dev.azuresynapse.net',
  },
};

/** The clouds that the real az knows besides. */
const OTHERS = new Set(['AzureChinaCloud', 'AzureUSGovernment', 'AzureGermanCloud']);

function requireCloud(name: string): void {
  if (name === AZURE_CLOUD['name']) return;
  throw new CliError(
    OTHERS.has(name)
      ? `The cloud '${name}' exists in the real Azure CLI, but this lab has the public cloud alone.`
      : `The cloud '${name}' is not registered.`,
  );
}

const row = (cloud: Json): TableRow => ({
  IsActive: member(cloud, 'isActive') === true ? 'True' : 'False',
  Name: text(cloud, 'name'),
  Profile: text(cloud, 'profile'),
});

const cloudList = implement('cloud list', {
  takes: {},
  run: () => [AZURE_CLOUD],
  table: (result) => list(result).map(row),
});

const cloudShow = implement('cloud show', {
  takes: { name: 'text' },
  run: ({ name }) => {
    requireCloud(name);
    return AZURE_CLOUD;
  },
  table: row,
});

const cloudSet = implement('cloud set', {
  takes: { name: 'text', profile: 'text?' },
  run: ({ name }) => {
    requireCloud(/^azurecloud$/i.test(name) ? 'AzureCloud' : name);
    return undefined;
  },
});

const cloudListProfiles = implement('cloud list-profiles', {
  takes: { name: 'text', showAll: 'flag' },
  run: () => ['latest'],
});

/** What this lab does of `az cloud`. */
export const cloudBodies: readonly Body[] = [cloudList, cloudListProfiles, cloudSet, cloudShow];
