import type { Refusal } from '#kernel/result.ts';

/** The refusals of managed identities, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const invalidName = (name: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `The resource name '${name}' is invalid. It must start with a letter or a number, may hold letters, numbers, hyphens and underscores, and must be between 3 and 128 characters long.`,
  );

export const noSystemIdentity = (scope: string): Refusal =>
  refusal(404, 'ResourceNotFound', `No managed service identities are associated with resource '${scope}'`);

export const typeMissing = (): Refusal =>
  refusal(
    400,
    'InvalidRequestContent',
    "The request content was invalid and could not be deserialized: 'Required property 'type' not found in JSON. Path 'identity'.'.",
  );

export const typeUnknown = (type: string): Refusal =>
  refusal(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: 'Error converting value "${type}" to type 'ManagedServiceIdentityType'. Path 'identity.type'.'.`,
  );

export const idsMissing = (): Refusal =>
  refusal(400, 'MissingIdentityIds', "The identity ids must not be null or empty for 'UserAssigned' identity type.");

export const idsNotAllowed = (type: string): Refusal =>
  refusal(400, 'InvalidIdentityValues', `The identity ids must be empty for '${type}' identity type.`);

export const invalidId = (id: string): Refusal =>
  refusal(
    400,
    'LinkedInvalidPropertyId',
    `Property id '${id}' at path 'identity.userAssignedIdentities' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
  );

const failedOperation = (hostId: string, inner: string): Refusal =>
  refusal(
    400,
    'FailedIdentityOperation',
    `Identity operation for resource '${hostId}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"${inner}"}}'.'.`,
  );

export const identityMissing = (hostId: string, id: string): Refusal =>
  failedOperation(hostId, `Resource '${id}' was not found.`);

export const wrongRegion = (hostId: string, id: string, region: string): Refusal =>
  failedOperation(
    hostId,
    `Resource '${id}' has the isolation scope Regional and can only be used by resources in '${region}'.`,
  );

export const wrongType = (hostId: string, id: string): Refusal =>
  failedOperation(hostId, `Resource '${id}' has assignment restrictions that do not allow resources of this type.`);

export const parentMissing = (): Refusal =>
  refusal(404, 'ParentResourceNotFound', "The parent user-assigned identity doesn't exist.");

export const credentialNotFound = (name: string): Refusal =>
  refusal(404, 'NotFound', `The Federated Identity Credential '${name}' was not found.`);

const badCredential = (message: string): Refusal => refusal(400, 'BadRequest', message);

export const credentialNameInvalid = (name: string): Refusal =>
  badCredential(`Federated Identity Credential name '${name}' is invalid.`);

export const credentialEmpty = (): Refusal =>
  badCredential('Federated Identity Credential from HTTP body has empty properties');

export const credentialAudiences = (): Refusal =>
  badCredential('Federated identity credentials must have exactly one audience.');

export const credentialPropertyMissing = (name: 'issuer' | 'subject'): Refusal =>
  badCredential(`Federated Identity Credential has no ${name}.`);

export const credentialPairTaken = (): Refusal =>
  badCredential('Issuer and subject combination already exists for this Managed Identity.');

export const tooManyCredentials = (most: number): Refusal =>
  badCredential(`Too many Federated Identity Credentials for this Managed Identity. The limit is ${most}.`);
