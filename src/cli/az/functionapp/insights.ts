import type { Az } from '../context.ts';
import { readSettings, writeSettings, lookAtSite, type SiteRef } from '../webapp/config/appsettings/settings.ts';

const FAILED =
  'Error while trying to create and configure an Application Insights for the Function App. Please use the Azure Portal to create and configure the Application Insights, if needed.';

/**
 * az makes an Application Insights for a new function app, and goes on with a warning where it cannot: it does not find
 * the map of regions that stands outside Azure's own addresses, and sets the dashboard's connection string instead.
 */
export async function withoutInsights(az: Az, site: SiteRef, connectionString: string): Promise<void> {
  const root = await az.root();
  await az.arm.get(`${root}/locations?api-version=2022-12-01`);
  await az.arm.list(`${root}/providers/Microsoft.OperationalInsights/workspaces?api-version=2022-10-01`);
  await az.transport.send({ method: 'GET', url: 'https://appinsights.azureedge.net/portal/regionMapping.json' });
  az.warn(FAILED);
  const current = await readSettings(az, site);
  await lookAtSite(az, site, ['2023-01-01']);
  await writeSettings(az, site, { ...current, AzureWebJobsDashboard: connectionString });
}
