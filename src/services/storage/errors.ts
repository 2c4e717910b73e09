import type { Refusal } from '#kernel/result.ts';

/** Every sentence of Storage in one place; which of them no live answer confirmed is said in deviations.ts. */

const said = (status: number, code: string, message: string, extra?: Record<string, string>): Refusal => ({
  status,
  code,
  message,
  ...(extra && { extra }),
});

/** From this version on a wrong or missing token is answered by 401 and a challenge; before, by 403. */
export const challengesSince = '2019-12-12';

export const challenge = (tenantId: string): Record<string, string> => ({
  'www-authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/${tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
});

/** The form of a failed authentication that all of 403 shares; `detail` is the element beside the message. */
export const authenticationFailed = (detail: string): Refusal =>
  said(
    403,
    'AuthenticationFailed',
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
    { AuthenticationErrorDetail: detail },
  );

/** A token that is not taken. Source: "Authorize with Microsoft Entra ID", bearer challenge. */
export function tokenRefused(version: string, tenantId: string, detail: string): Refusal {
  if (version < challengesSince) return authenticationFailed(detail);
  return {
    ...said(
      401,
      'InvalidAuthenticationInfo',
      'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
      { AuthenticationErrorDetail: detail },
    ),
    headers: challenge(tenantId),
  };
}

export const detail = {
  issuer: 'Issuer validation failed. Issuer did not match.',
  audience: 'Audience validation failed. Audience did not match.',
  expired: 'Lifetime validation failed. The token is expired.',
  signature: 'Signature validation failed. Signature did not match.',
  bearerTooOld: 'Authentication scheme Bearer is not supported in this version.',
  onlyBearer: 'Only authentication scheme Bearer is supported',
  mac: (signature: string, text: string) =>
    `The MAC signature found in the HTTP request '${signature}' is not the same as any computed signature. Server used following string to sign: '${text}'.`,
  sas: (text: string) => `Signature did not match. String to sign used was ${text}`,
  sasTime: (start: number | undefined, expiry: number, now: number) =>
    `Signature not valid in the specified time frame: ${start === undefined ? '' : `Start [${new Date(start).toUTCString()}] - `}Expiry [${new Date(expiry).toUTCString()}] - Current [${new Date(now).toUTCString()}]`,
  sasField: (name: string) => `${name} is mandatory. Cannot be empty`,
  sasForm: (name: string) => `${name} is not valid`,
  keyTime: 'The user delegation key has expired or is not valid yet.',
};

export const noAuthentication = (tenantId: string): Refusal => ({
  ...said(
    401,
    'NoAuthenticationInformation',
    'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
  ),
  headers: challenge(tenantId),
});
export const authorizationNotUnderstood = said(
  400,
  'InvalidAuthenticationInfo',
  'Authentication information is not given in the correct format. Check the value of Authorization header.',
);
export const publicAccessNotPermitted = said(
  409,
  'PublicAccessNotPermitted',
  'Public access is not permitted on this storage account.',
);
export const keysNotPermitted = said(
  403,
  'KeyBasedAuthenticationNotPermitted',
  'Key based authentication is not permitted on this storage account.',
);
export const httpsRequired = said(400, 'AccountRequiresHttps', 'The account being accessed does not support http.');
export const notByNetwork = said(
  403,
  'AuthorizationFailure',
  'This request is not authorized to perform this operation.',
);
const mismatch = (code: string, by: string): Refusal =>
  said(403, code, `This request is not authorized to perform this operation using this ${by}.`);
export const permissionMismatch = mismatch('AuthorizationPermissionMismatch', 'permission');
export const serviceMismatch = mismatch('AuthorizationServiceMismatch', 'service');
export const resourceTypeMismatch = mismatch('AuthorizationResourceTypeMismatch', 'resource type');
export const protocolMismatch = mismatch('AuthorizationProtocolMismatch', 'protocol');
export const addressMismatch = (address: string): Refusal =>
  mismatch('AuthorizationSourceIPMismatch', `source IP ${address}`);

export const resourceNotFound = said(404, 'ResourceNotFound', 'The specified resource does not exist.');
export const containerNotFound = said(404, 'ContainerNotFound', 'The specified container does not exist.');
export const blobNotFound = said(404, 'BlobNotFound', 'The specified blob does not exist.');
export const queueNotFound = said(404, 'QueueNotFound', 'The specified queue does not exist.');
export const messageNotFound = said(404, 'MessageNotFound', 'The specified message does not exist.');
export const containerExists = said(409, 'ContainerAlreadyExists', 'The specified container already exists.');
export const blobExists = said(409, 'BlobAlreadyExists', 'The specified blob already exists.');
export const queueExists = said(409, 'QueueAlreadyExists', 'The specified queue already exists.');
export const conditionNotMet = said(
  412,
  'ConditionNotMet',
  'The condition specified using HTTP conditional header(s) is not met.',
);
export const popReceiptMismatch = said(
  400,
  'PopReceiptMismatch',
  'The specified pop receipt did not match the pop receipt for a dequeued message.',
);
export const invalidRange = said(
  416,
  'InvalidRange',
  'The range specified is invalid for the current size of the resource.',
);
export const bodyTooLarge = said(
  413,
  'RequestBodyTooLarge',
  'The request body is too large and exceeds the maximum permissible limit.',
);
export const md5Mismatch = said(
  400,
  'Md5Mismatch',
  'The MD5 value specified in the request did not match with the MD5 value calculated by the server.',
);
export const invalidName = said(400, 'InvalidResourceName', 'The specifed resource name contains invalid characters.');
export const nameLength = said(
  400,
  'OutOfRangeInput',
  'The specified resource name length is not within the permissible limits.',
);
export const invalidUri = said(400, 'InvalidUri', 'The requested URI does not represent any resource on the server.');
export const invalidMetadata = said(
  400,
  'InvalidMetadata',
  'The metadata specified is invalid. It has characters that are not permitted.',
);
export const invalidXml = said(400, 'InvalidXmlDocument', 'XML specified is not syntactically valid.');
export const invalidHeader = (name: string, value: string): Refusal =>
  said(400, 'InvalidHeaderValue', 'The value for one of the HTTP headers is not in the correct format.', {
    HeaderName: name,
    HeaderValue: value,
  });
export const headerMissing = (name: string): Refusal =>
  said(400, 'MissingRequiredHeader', "An HTTP header that's mandatory for this request is not specified.", {
    HeaderName: name,
  });
export const queryMissing = (name: string): Refusal =>
  said(400, 'MissingRequiredQueryParameter', "A query parameter that's mandatory for this request is not specified.", {
    QueryParameterName: name,
  });
export const queryInvalid = (name: string, value: string): Refusal =>
  said(
    400,
    'InvalidQueryParameterValue',
    'Value for one of the query parameters specified in the request URI is invalid.',
    { QueryParameterName: name, QueryParameterValue: value },
  );
export const queryOutOfRange = (name: string, value: string, least: number, most: number): Refusal =>
  said(
    400,
    'OutOfRangeQueryParameterValue',
    'One of the query parameters specified in the request URI is outside the permissible range.',
    {
      QueryParameterName: name,
      QueryParameterValue: value,
      MinimumAllowed: String(least),
      MaximumAllowed: String(most),
    },
  );
/** Ours: a part of Storage that is not simulated. */
export const notSimulatedHere = (what: string): Refusal =>
  said(501, 'NotSimulated', `${what} is not simulated by this tenant.`);

export const accountNameInvalid = (name: string): Refusal =>
  said(
    400,
    'AccountNameInvalid',
    `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
  );
export const accountTaken = (name: string): Refusal =>
  said(409, 'StorageAccountAlreadyTaken', `The storage account named ${name} is already taken.`);
export const accountInOtherGroup = (name: string): Refusal =>
  said(
    409,
    'StorageAccountInAnotherResourceGroup',
    `The account ${name} is already in another resource group in this subscription.`,
  );
export const keyNameInvalid = (name: string): Refusal =>
  said(400, 'InvalidKeyName', `The key name '${name}' is not valid: key1 and key2 are.`);
export const addressNotValid = (value: string): Refusal =>
  said(
    400,
    'InvalidValuesForRequestParameters',
    `Values for request parameters are invalid: networkAcls.ipRule[*].value: '${value}'.`,
  );
export const kindFixed = said(
  409,
  'StorageAccountPropertyCannotBeUpdated',
  'The kind of a storage account cannot be changed in this way.',
);
