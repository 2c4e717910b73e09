import type { Az } from '../../context.ts';
import type { Given, Takes } from '../../implement.ts';
import { jsonArgument } from '../../json-argument.ts';
import { compact, type Json, type JsonObject } from '../../json.ts';

/** The arguments that describe an application, the same for create and update. */
export const describesApplication = {
  displayName: 'text?',
  identifierUris: 'texts?',
  isFallbackPublicClient: 'bool?',
  serviceManagementReference: 'text?',
  signInAudience: 'text?',
  requestedAccessTokenVersion: 'int?',
  webHomePageUrl: 'text?',
  webRedirectUris: 'texts?',
  enableIdTokenIssuance: 'bool?',
  enableAccessTokenIssuance: 'bool?',
  publicClientRedirectUris: 'texts?',
  appRoles: 'text?',
  optionalClaims: 'text?',
  requiredResourceAccesses: 'text?',
} as const satisfies Takes;

type Described = Given<typeof describesApplication>;

const nested = (members: Record<string, Json | undefined>): JsonObject | undefined => {
  const kept = compact(members);
  return Object.keys(kept).length > 0 ? kept : undefined;
};

/** What is given of an application as Graph names it, in the order in which az sets it; `keyCredentials` where it is made. */
export async function applicationBody(az: Az, given: Described, keyCredentials?: Json): Promise<JsonObject> {
  const parsed = async (argument: string | undefined): Promise<Json | undefined> =>
    argument === undefined ? undefined : jsonArgument(az, argument);
  return compact({
    displayName: given.displayName,
    identifierUris: given.identifierUris,
    isFallbackPublicClient: given.isFallbackPublicClient,
    serviceManagementReference: given.serviceManagementReference,
    signInAudience: given.signInAudience,
    api: nested({ requestedAccessTokenVersion: given.requestedAccessTokenVersion }),
    keyCredentials,
    web: nested({
      homePageUrl: given.webHomePageUrl,
      redirectUris: given.webRedirectUris,
      implicitGrantSettings: nested({
        enableIdTokenIssuance: given.enableIdTokenIssuance,
        enableAccessTokenIssuance: given.enableAccessTokenIssuance,
      }),
    }),
    publicClient: nested({ redirectUris: given.publicClientRedirectUris }),
    appRoles: await parsed(given.appRoles),
    optionalClaims: await parsed(given.optionalClaims),
    requiredResourceAccess: await parsed(given.requiredResourceAccesses),
  });
}
