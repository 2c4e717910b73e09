import { isoSeconds } from '#kernel/clock.ts';
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
