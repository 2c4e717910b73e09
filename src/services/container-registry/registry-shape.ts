import { armTime } from '#kernel/clock.ts';
import { loginServerOf, type RegistryGiven, type RegistryProperties, type RegistryRow } from './models.ts';

/** The properties of a registry after a PUT or PATCH: what is not given stays. */
export function registryProperties(held: RegistryProperties | undefined, given: RegistryGiven): RegistryProperties {
  const rules = given.networkRuleSet;
  return {
    adminUserEnabled: given.adminUserEnabled ?? held?.adminUserEnabled ?? false,
    publicNetworkAccess: given.publicNetworkAccess ?? held?.publicNetworkAccess ?? 'Enabled',
    networkRuleSet: rules
      ? {
          defaultAction: rules.defaultAction,
          ipRules: (rules.ipRules ?? []).map(({ value }) => ({ action: 'Allow', value })),
        }
      : (held?.networkRuleSet ?? { defaultAction: 'Allow', ipRules: [] }),
  };
}

/** A registry as ARM shows it. Network rules are of the Premium tier. */
export function registryBody(registry: RegistryRow): Record<string, unknown> {
  const { id, name, type, location, tags, sku, identity, properties, createdAt } = registry;
  const { networkRuleSet, ...rest } = properties;
  return {
    sku,
    type,
    id,
    name,
    location,
    tags: tags ?? {},
    ...(identity && { identity }),
    properties: {
      loginServer: loginServerOf(registry),
      creationDate: armTime(createdAt),
      provisioningState: 'Succeeded',
      ...rest,
      ...(sku.name === 'Premium' && { networkRuleSet }),
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        exportPolicy: { status: 'enabled' },
        azureADAuthenticationAsArmPolicy: { status: 'enabled' },
      },
      encryption: { status: 'disabled' },
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      privateEndpointConnections: [],
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      anonymousPullEnabled: false,
    },
  };
}
