import type { Refusal } from '#kernel/result.ts';

/**
 * The refusals of Azure Resource Manager, in Azure's words. What no public source settles is a row of `deviations.ts`.
 * Source: "Troubleshoot common Azure deployment errors", "Troubleshoot Azure RBAC" and the answers of the service.
 */

export const headerMissing = (): Refusal => ({
  status: 401,
  code: 'AuthenticationFailed',
  message: "Authentication failed. The 'Authorization' header is missing.",
});

export const headerMalformed = (): Refusal => ({
  status: 401,
  code: 'AuthenticationFailed',
  message: "Authentication failed. The 'Authorization' header is provided in an invalid format.",
});

export const tokenInvalid = (): Refusal => ({
  status: 401,
  code: 'InvalidAuthenticationToken',
  message: 'The access token is invalid.',
});

export const armAudiences = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
];

export const wrongAudience = (audience: string): Refusal => ({
  status: 401,
  code: 'InvalidAuthenticationTokenAudience',
  message: `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences ${armAudiences.map((one) => `'${one}'`).join(',')}.`,
});

export const wrongTenant = (from: string, expected: string): Refusal => ({
  status: 401,
  code: 'InvalidAuthenticationTokenTenant',
  message:
    `The access token is from the wrong issuer 'https://sts.windows.net/${from}/'. It must match the tenant 'https://sts.windows.net/${expected}/' associated with this subscription. ` +
    `Please use the authority (URL) 'https://login.windows.net/${expected}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, ` +
    'but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.',
});

/** Azure writes these times in the American way: `8/17/2017 10:54:41 PM`. */
export function americanTime(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hour = time.getUTCHours();
  const date = `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()}`;
  return `${date} ${hour % 12 || 12}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const tokenExpired = (expiry: number, now: number): Refusal => ({
  status: 401,
  code: 'ExpiredAuthenticationToken',
  message: `The access token expiry UTC time '${americanTime(expiry)}' is earlier than current UTC time '${americanTime(now)}'.`,
});

export const apiVersionMissing = (): Refusal => ({
  status: 400,
  code: 'MissingApiVersionParameter',
  message: 'The api-version query parameter (?api-version=) is required for all requests.',
});

export const apiVersionInvalid = (value: string): Refusal => ({
  status: 400,
  code: 'InvalidApiVersionParameter',
  message: `The api-version '${value}' is invalid. The supported versions are dates such as '2024-11-01'.`,
});

export const badContent = (detail: string): Refusal => ({
  status: 400,
  code: 'InvalidRequestContent',
  message: `The request content was invalid and could not be deserialized: '${detail}'.`,
});
