import type { Given, Takes } from '../../implement.ts';
import type { JsonObject } from '../../json.ts';

/** The arguments that making and updating an account share. */
export const SETTINGS = {
  tags: 'tags?',
  accessTier: 'text?',
  httpsOnly: 'bool?',
  bypass: 'texts?',
  defaultAction: 'text?',
  assignIdentity: 'flag',
  identityType: 'text?',
  userIdentityId: 'text?',
  allowBlobPublicAccess: 'bool?',
  minTlsVersion: 'text?',
  allowSharedKeyAccess: 'bool?',
  publicNetworkAccess: 'text?',
  allowCrossTenantReplication: 'bool?',
} as const satisfies Takes;

type Settings = Given<typeof SETTINGS>;

/** Those of them that stand in the SDK's model as they were given; null where they were not. */
export function settingsOf(args: Settings): JsonObject {
  return {
    accessTier: args.accessTier ?? null,
    enableHttpsTrafficOnly: args.httpsOnly ?? null,
    allowBlobPublicAccess: args.allowBlobPublicAccess ?? null,
    minimumTlsVersion: args.minTlsVersion ?? null,
    allowSharedKeyAccess: args.allowSharedKeyAccess ?? null,
    allowCrossTenantReplication: args.allowCrossTenantReplication ?? null,
    publicNetworkAccess: args.publicNetworkAccess ?? null,
  };
}

/** The identity asked for by `--identity-type` and `--user-identity-id`, or by the older `--assign-identity`. */
export function wantedIdentity({ assignIdentity, identityType, userIdentityId }: Settings): JsonObject | undefined {
  if (assignIdentity) return { type: 'SystemAssigned' };
  if (identityType === undefined) return undefined;
  return identityType.includes('UserAssigned') && userIdentityId
    ? { type: identityType, userAssignedIdentities: { [userIdentityId]: {} } }
    : { type: identityType };
}
