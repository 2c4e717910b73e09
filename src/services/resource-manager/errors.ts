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

export const groupBeingDeleted = (name: string): Refusal => ({
  status: 409,
  code: 'ResourceGroupBeingDeleted',
  message: `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
});

export const groupNameInvalid = (name: string, characters: string): Refusal => ({
  status: 400,
  code: 'InvalidResourceGroup',
  message: `The provided resource group name '${name}' has these invalid characters: '${characters}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`,
});

export const groupNameTooLong = (name: string): Refusal => ({
  status: 400,
  code: 'InvalidResourceGroup',
  message: `The provided resource group name '${name}' has an invalid length. The length must be between 1 and 90 characters.`,
});

export const groupNameEnd = (name: string): Refusal => ({
  status: 400,
  code: 'InvalidResourceGroup',
  message: `The provided resource group name '${name}' is invalid. The name cannot end with '.'.`,
});

export const groupElsewhere = (wanted: string, actual: string): Refusal => ({
  status: 409,
  code: 'InvalidResourceGroupLocation',
  message: `Invalid resource group location '${wanted}'. The Resource group already exists in location '${actual}'.`,
});

export const locationRequired = (): Refusal => ({
  status: 400,
  code: 'LocationRequired',
  message: 'The location property is required for this definition.',
});

export const locationUnavailable = (location: string, available: string[]): Refusal => ({
  status: 400,
  code: 'LocationNotAvailableForResourceGroup',
  message: `The provided location '${location}' is not available for resource group. List of available regions is '${available.join(',')}'.`,
});

export const deletionBlocked = (group: string, ids: string[], trackingId: string): Refusal => ({
  status: 409,
  code: 'ResourceGroupDeletionBlocked',
  message: `Deletion of resource group '${group}' failed as resources with identifiers '${ids.join(',')}' could not be deleted. The provisioning state of the resource group will be rolled back. The tracking Id is '${trackingId}'. Please check audit logs for more details.`,
});

export const filterInvalid = (filter: string): Refusal => ({
  status: 400,
  code: 'InvalidFilterInQueryString',
  message: `Invalid $filter '${filter}' specified in the query string.`,
});

export const namespaceInvalid = (namespace: string): Refusal => ({
  status: 404,
  code: 'InvalidResourceNamespace',
  message: `The resource namespace '${namespace}' is invalid.`,
});

export const managementGroupNotFound = (id: string): Refusal => ({
  status: 404,
  code: 'NotFound',
  message: `'${id}' not found`,
});

export const managementGroupNameInvalid = (name: string): Refusal => ({
  status: 400,
  code: 'BadRequest',
  message: `The management group ID '${name}' is not valid. It may hold up to 90 letters, digits, hyphens, underscores, periods and parentheses, and does not end with a period.`,
});

export const managementGroupInUse = (id: string): Refusal => ({
  status: 400,
  code: 'BadRequest',
  message: `Cannot delete management group '${id}' because it has children.`,
});

export const operationNotFound = (id: string): Refusal => ({
  status: 404,
  code: 'NotFound',
  message: `The operation '${id}' was not found.`,
});
