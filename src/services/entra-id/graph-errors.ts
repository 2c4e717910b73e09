import type { Refusal } from '#kernel/result.ts';

/**
 * The refusals of Microsoft Graph, in its words. Sources: "Microsoft Graph error responses and resource types" and
 * answers of the service quoted in public; what is neither is a row of `deviations.ts`.
 */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

const unauthorized = (message: string): Refusal => ({
  ...refusal(401, 'InvalidAuthenticationToken', message),
  headers: {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
  },
});

export const tokenFaults = {
  missing: unauthorized('Access token is empty.'),
  malformed: unauthorized('CompactToken parsing failed with error code: 80049217'),
  signature: unauthorized('Signature is invalid.'),
  issuer: unauthorized('Access token validation failure. Invalid issuer.'),
  audience: unauthorized('Access token validation failure. Invalid audience.'),
  expired: unauthorized('Lifetime validation failed, the token is expired.'),
};

export const insufficientPrivileges = (): Refusal =>
  refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

export const notFound = (id: string): Refusal =>
  refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const meNeedsUser = (): Refusal =>
  refusal(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');

export const unreadableBody = (): Refusal =>
  refusal(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );

export const missingProperty = (property: string, type: string): Refusal =>
  refusal(400, 'Request_BadRequest', `A value is required for property '${property}' of resource '${type}'.`);

export const invalidValue = (property: string, type: string): Refusal =>
  refusal(400, 'Request_BadRequest', `Invalid value specified for property '${property}' of resource '${type}'.`);

export const passwordMissing = (): Refusal =>
  refusal(400, 'Request_BadRequest', 'A password must be specified to create a new user.');

export const domainNotVerified = (): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
  );

export const nameTaken = (property: string): Refusal =>
  refusal(400, 'Request_BadRequest', `Another object with the same value for property ${property} already exists.`);

export const alreadyLinked = (property: 'members' | 'owners'): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );

export const unknownProperty = (property: string, type: string): Refusal =>
  refusal(400, 'BadRequest', `Could not find a property named '${property}' on type 'microsoft.graph.${type}'.`);

export const filterSyntax = (filter: string, at: number): Refusal =>
  refusal(400, 'BadRequest', `Invalid filter clause: Syntax error at position ${at} in '${filter}'.`);

export const unsupportedFilter = (property: string, type: string): Refusal =>
  refusal(
    400,
    'Request_UnsupportedQuery',
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${type}'.`,
  );

export const badPageSize = (value: string): Refusal =>
  refusal(400, 'Request_BadRequest', `Invalid page size specified: '${value}'. Must be between 1 and 999 inclusive.`);

export const badPageToken = (): Refusal =>
  refusal(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );

export const noBackingApplication = (appId: string): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    `The appId '${appId}' of the service principal does not reference a valid application object.`,
  );

export const principalNameTaken = (name: string): Refusal =>
  refusal(
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    `The service principal cannot be created, updated, or restored because the service principal name ${name} is already in use.`,
  );

export const noSuchPassword = (keyId: string): Refusal =>
  refusal(400, 'Request_BadRequest', `No password credential found with keyId '${keyId}'.`);

export const secretDates = (): Refusal =>
  refusal(400, 'Request_BadRequest', 'Credential lifetime is invalid: the end date must be after the start date.');

export const credentialNameTaken = (name: string): Refusal =>
  refusal(
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    `FederatedIdentityCredential with name ${name} already exists.`,
  );

export const credentialPairTaken = (): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    'FederatedIdentityCredential with the same issuer and subject already exists on this object.',
  );

export const tooManyCredentials = (most: number): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    `The number of federated identity credentials on this object would exceed the limit of ${most}.`,
  );

export const permissionNotFound = (resourceId: string): Refusal =>
  refusal(400, 'Request_BadRequest', `Permission being assigned was not found on application '${resourceId}'.`);

export const permissionExists = (): Refusal =>
  refusal(400, 'Request_BadRequest', 'Permission being assigned already exists on the object');

export const conflictingObject = (): Refusal =>
  refusal(
    400,
    'Request_BadRequest',
    'A conflicting object with one or more of the specified property values is present in the directory.',
  );

export const groupNotAssignable = (): Refusal =>
  refusal(400, 'Request_BadRequest', 'Groups without IsAssignableToRole property set cannot be assigned to roles.');
