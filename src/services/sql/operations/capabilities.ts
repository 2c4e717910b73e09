import { armOperation } from '#kernel/arm-type.ts';
import { locationUnavailable, regionName, regionTitle } from '#kernel/regions.ts';
import { ok, refuse } from '#kernel/result.ts';
import { serverType } from '../models.ts';
import { defaultObjective, tiers, type Objective } from '../sizes.ts';

const action = 'Microsoft.Sql/locations/capabilities/read';

const offered = ({ objective, size }: Objective, isDefault: boolean): object => ({
  name: objective,
  performanceLevel: { value: size.capacity, unit: size.family ? 'VCores' : 'DTU' },
  sku: size,
  status: isDefault ? 'Default' : 'Available',
});

const editions = Object.entries(tiers).map(([name, sizes]) => {
  const first = sizes.some(({ objective }) => objective === defaultObjective);
  const preset = first ? defaultObjective : sizes[0]?.objective;
  return {
    name,
    supportedServiceLevelObjectives: sizes.map((one) => offered(one, one.objective === preset)),
    status: first ? 'Default' : 'Available',
  };
});

/** What a region offers: the tiers of a database and their sizes. Source: REST API "Capabilities - List By Location". */
const listCapabilities = armOperation({
  action,
  title: 'List SQL capabilities of a region',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Sql/locations/{location}/capabilities',
  requires: ({ params }) => ({ action, scope: `/subscriptions/${params['subscriptionId']}`, plane: 'control' }),
  handle: (_ctx, { params }) => {
    const region = regionName(params['location'] ?? '');
    if (region === undefined) return refuse(locationUnavailable(params['location'] ?? '', serverType));
    const version = { name: '12.0', supportedEditions: editions, status: 'Default' };
    const body = { name: regionTitle(region), supportedServerVersions: [version], status: 'Available' };
    return ok({ status: 200, body });
  },
});

export const capabilityOperations = [listCapabilities];
