import { implement } from '../../implement.ts';
import { CliError } from '../../errors.ts';
import { at, compact, text, type Json } from '../../json.ts';
import { shape } from '../../shape.ts';
import { WEB_VERSION } from '../../webapp/site.ts';
import { skuName, skuTier } from './sku.ts';

export const appservicePlanCreate = implement('appservice plan create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    isLinux: 'flag',
    hyperV: 'flag',
    perSiteScaling: 'flag',
    sku: 'text',
    numberOfWorkers: 'int',
    location: 'text?',
    tags: 'tags?',
    zoneRedundant: 'flag',
    noWait: 'flag',
  },
  run: async (
    {
      resourceGroup,
      name,
      isLinux,
      hyperV,
      perSiteScaling,
      sku,
      numberOfWorkers,
      location,
      tags,
      noWait,
      zoneRedundant,
    },
    az,
  ) => {
    const where =
      location ??
      text(await az.arm.get(`${await az.root()}/resourcegroups/${resourceGroup}?api-version=2024-11-01`), 'location');
    const path = `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms/${name}?api-version=${WEB_VERSION}`;
    if (/^ws[1-3]$/i.test(sku)) refuseOtherPlan(await az.arm.find(path));
    const capacity = zoneRedundant ? Math.max(3, numberOfWorkers) : numberOfWorkers;
    const properties = compact({
      perSiteScaling,
      reserved: isLinux || undefined,
      hyperV: hyperV || undefined,
      isXenon: false,
      zoneRedundant,
    });
    const body = compact({
      location: where,
      tags,
      sku: { name: skuName(sku), tier: skuTier(sku), capacity },
      properties,
    });
    if (noWait) {
      await az.arm.put(path, body);
      return undefined;
    }
    return shape('AppServicePlan', await az.arm.finish('PUT', path, body));
  },
});

/** A plan that is there already does not become one for Standard logic apps. The braces are the real az's. */
function refuseOtherPlan(existing: Json | undefined): void {
  if (existing !== undefined && at(existing, 'sku', 'tier') !== 'WorkflowStandard')
    throw new CliError(
      'Plan {} in resource group {} already exists and cannot be updated to a logic app SKU (WS1, WS2, or WS3)',
    );
}
