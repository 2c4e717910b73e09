import { armTime, isoSeconds } from '#kernel/clock.ts';
import type { Rendering } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';

/**
 * The refusals of the token endpoint. Source: "Microsoft Entra authentication and authorization error codes" and
 * answers of the service quoted in public; what is neither is a row of `deviations.ts`.
 */
const refusal = (status: number, code: string, number: number, text: string): Refusal => ({
  status,
  code,
  message: `AADSTS${number}: ${text}`,
  extra: { number },
});

/** `2026-11-23 09:14:00Z`, as Entra writes a moment. */
export const entraTime = (at: number): string => isoSeconds(at).replace('T', ' ');

/** The sentence with what support would ask for, as it stands in `error_description`. */
export const described = (message: string, { requestId, correlationId, now }: Rendering): string =>
  `${message} Trace ID: ${requestId} Correlation ID: ${correlationId} Timestamp: ${entraTime(now)}`;

export const tenantNotFound = (tenant: string, code = 'invalid_request'): Refusal =>
  refusal(
    400,
    code,
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );

export const parameterMissing = (name: string): Refusal =>
  refusal(400, 'invalid_request', 900144, `The request body must contain the following parameter: '${name}'.`);

export const grantUnsupported = (grant: string): Refusal =>
  refusal(400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`);

export const malformedGrant = (): Refusal =>
  refusal(400, 'invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.');

export const applicationNotFound = (id: string, tenant: string): Refusal =>
  refusal(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${id}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );

export const applicationDisabled = (id: string, name: string): Refusal =>
  refusal(400, 'unauthorized_client', 7000112, `Application '${id}'(${name}) is disabled.`);

export const resourceNotFound = (resource: string, tenant: string): Refusal =>
  refusal(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );

export const resourceDisabled = (resource: string): Refusal =>
  refusal(
    400,
    'invalid_resource',
    500014,
    `The service principal for resource '${resource}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.`,
  );

export const scopesMixed = (scope: string): Refusal =>
  refusal(
    400,
    'invalid_scope',
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. .default scope can't be combined with resource-specific scopes.`,
  );

export const severalResources = (scope: string): Refusal =>
  refusal(
    400,
    'invalid_request',
    28000,
    `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
  );

export const userDisabled = (): Refusal => refusal(400, 'invalid_grant', 50057, 'The user account is disabled.');

export const userGone = (tenant: string): Refusal =>
  refusal(
    400,
    'invalid_grant',
    50034,
    `The user account {EUII Hidden} does not exist in the ${tenant} directory. To sign into this application, the account must be added to the directory.`,
  );

const seeFederation = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const client = (number: number, text: string): Refusal => refusal(401, 'invalid_client', number, text);

export const credentialMissing = (): Refusal =>
  client(7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

export const wrongSecret = (appId: string): Refusal =>
  client(
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  );

export const secretExpired = (appId: string): Refusal =>
  client(
    7000222,
    `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
  );

export const principalMissing = (appId: string, tenantId: string): Refusal =>
  refusal(
    400,
    'unauthorized_client',
    7000229,
    `The client application ${appId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
  );

export const notDefaultScope = (scope: string): Refusal =>
  refusal(
    400,
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );

export const assertionUnreadable = (): Refusal =>
  refusal(400, 'invalid_request', 50027, 'JWT token is invalid or malformed.');

export const assertionTypeUnsupported = (): Refusal =>
  refusal(
    400,
    'invalid_request',
    50027,
    "The value of 'client_assertion_type' must be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'.",
  );

export const assertionOutOfTime = (now: number, from: number, to: number): Refusal =>
  client(
    700024,
    `Client assertion is not within its valid time range. Current time: ${armTime(now)}, assertion valid from ${armTime(from)}, expiry time of assertion ${armTime(to)}.`,
  );

export const noFederation = (appId: string, name: string): Refusal =>
  client(70025, `The client '${appId}'(${name}) has no configured federated identity credentials.`);

const mismatches = { issuer: 700211, audience: 700212, subject: 700213 };

/** One part of an assertion is not what any credential of the client names. */
export const noFederatedMatch = (part: keyof typeof mismatches, value: string): Refusal =>
  client(
    mismatches[part],
    `No matching federated identity record found for presented assertion ${part} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${seeFederation}`,
  );

export const subjectDiffersByCase = (subject: string): Refusal =>
  client(
    7002138,
    `No matching federated identity record found for presented assertion subject '${subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. See documentation at: ${seeFederation}. See breaking change notification and remediation at: https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#august-2024.`,
  );

/** The credential is there and has not reached the token endpoint. */
export const federationNotYet = ({ iss, sub, aud }: { iss: string; sub: string; aud: string }): Refusal =>
  refusal(
    400,
    'invalid_request',
    70021,
    `No matching federated identity record found for presented assertion. Assertion Issuer: '${iss}'. Assertion Subject: '${sub}'. Assertion Audience: '${aud}'. https://docs.microsoft.com/en-us/azure/active-directory/develop/workload-identity-federation`,
  );

const seeKeys = (appId: string): string =>
  `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'.`;

/** The client signed with a key that the application does not list. */
export const certificateUnknown = (appId: string, thumbprint: string): Refusal =>
  client(
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}', ${seeKeys(appId)}]`,
  );

export const certificateExpired = (
  appId: string,
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
): Refusal =>
  client(
    700027,
    `The certificate with identifier used to sign the client assertion is expired on application. [Reason - The key used is expired., Found key 'Start=${armTime(startsAt)}, End=${armTime(endsAt)}', ${seeKeys(appId)}]`,
  );

export const certificateSignature = (appId: string, thumbprint: string): Refusal =>
  client(
    700027,
    `Client assertion contains an invalid signature. [Reason - The key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: '${thumbprint}', ${seeKeys(appId)}]`,
  );

export const assertionIssuer = (): Refusal =>
  client(700021, "Client assertion application identifier doesn't match 'client_id' parameter.");

export const assertionAudience = (audience: string): Refusal =>
  client(
    700023,
    `Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials. [Audience '${audience}']`,
  );

/** The one common case in which no token is issued for want of a grant: the target wants its callers assigned. */
export const assignmentMissing = (
  caller: { appId: string; displayName: string },
  target: { appId: string; displayName: string },
): Refusal =>
  refusal(
    400,
    'invalid_grant',
    501051,
    `Application '${caller.appId}'(${caller.displayName}) is not assigned to a role for the application '${target.appId}'(${target.displayName}).`,
  );
