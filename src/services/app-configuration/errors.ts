import type { Refusal } from '#kernel/result.ts';

/** Every sentence of App Configuration in one place; which of them no live answer confirmed is said in deviations.ts. */

/** Many answers of the data plane say all by their status and have no body. `message` is for who looks at the trace. */
const empty = (status: number, code: string, message: string, headers?: Record<string, string>): Refusal => ({
  status,
  code,
  message,
  extra: { empty: true },
  ...(headers && { headers }),
});

const problem = (status: number, kind: string, title: string, extra: Record<string, string> = {}): Refusal => ({
  status,
  code: kind,
  message: title,
  extra: { type: `https://azconfig.io/errors/${kind}`, title, ...extra },
});

const challenge = (hmac: string, bearer: string): Record<string, string> => ({
  'www-authenticate': `HMAC-SHA256${hmac}, Bearer${bearer}`,
});
/** A header holds printable ASCII, whatever a client has sent. */
const wrong = (description: string): string =>
  ` error="invalid_token", error_description="${description.replaceAll(/[^\x20-\x7e]|"/g, '?')}"`;

/** Source: "HMAC authentication - REST API reference" and "Microsoft Entra authentication", Errors. */
export const noProof = empty(401, 'Unauthorized', 'The request brings no proof.', challenge('', ''));
export const hmacRefused = (why: string): Refusal => empty(401, 'Unauthorized', why, challenge(wrong(why), ''));
export const bearerRefused = (why: string): Refusal => empty(401, 'Unauthorized', why, challenge('', wrong(why)));

export const hmac = {
  disabled: 'Authentication scheme disabled',
  credential: 'Invalid Credential',
  signature: 'Invalid Signature',
  signatureMissing: 'Signature is required',
  headersMissing: 'SignedHeaders parameter is required',
  headerMissing: (name: string) => `Required signing request header '${name}' not found`,
  date: 'Invalid access token date',
  expired: 'The access token has expired',
  content: 'Invalid request content hash',
};
export const bearer = {
  invalid: 'Authorization token failed validation',
  issuer:
    'The access token is from the wrong issuer. It must match the AD tenant associated with the subscription to which the configuration store belongs. If you just transferred your subscription and see this error message, please try back later.',
};

/** No data role, or a read-only key that writes. Source: answers with `Content-Length: 0` in Azure/AppConfiguration#410. */
export const forbidden = empty(403, 'Forbidden', 'The caller has no permission for this action on the store.');
/** Source: "Network access errors" of Azure App Configuration. */
export const notByNetwork = problem(
  403,
  'ip-address-rejected',
  'Access to this resource is governed by a network access policy. The client IP address fails to meet the criteria for access. See https://aka.ms/appconfig/network-access-errors for more information.',
);
export const notFound = empty(404, 'NotFound', 'The setting is not there.');
export const notModified = empty(304, 'NotModified', 'The setting is what the caller has.');
export const preconditionFailed = empty(412, 'PreconditionFailed', 'The ETag is not what the caller expects.');
/** The spelling is the service's own. Source: "Key-values - REST API reference". */
export const locked = (key: string): Refusal =>
  problem(409, 'key-locked', `Modifing key '${key}' is not allowed`, {
    name: key,
    detail: 'The key is read-only. To allow modification unlock it first.',
  });
export const filterInvalid = (name: string, at: number): Refusal =>
  problem(400, 'invalid-argument', `Invalid request parameter '${name}'`, {
    name,
    detail: `${name}(${at}): Invalid character`,
  });
export const bodyInvalid = (detail: string): Refusal =>
  problem(400, 'invalid-argument', 'Invalid request body', { name: 'body', detail });
/** Source: "Versioning - REST API reference". */
export const versionMissing = problem(400, 'invalid-argument', 'API version is not specified', {
  name: 'api-version',
  detail: 'An API version is required, but was not specified.',
});
export const versionInvalid = (version: string): Refusal =>
  problem(400, 'invalid-argument', 'Invalid API version', {
    name: 'api-version',
    detail: `The HTTP resource that matches the request URI does not support the API version '${version}'.`,
  });
/** Ours: a part of the service that is not simulated. */
export const notSimulatedHere = (what: string): Refusal => ({
  status: 501,
  code: 'NotSimulated',
  message: `${what} is not simulated by this tenant.`,
});

const arm = (status: number, code: string, message: string): Refusal => ({ status, code, message });
export const nameTaken = arm(409, 'NameUnavailable', 'The specified name is already in use.');
export const nameInvalid = (name: string): Refusal =>
  arm(
    400,
    'InvalidConfigurationStoreName',
    `The configuration store name '${name}' is not valid. A name has 5 to 50 letters, digits and hyphens.`,
  );
export const deletedNotFound = (name: string): Refusal =>
  arm(404, 'DeletedConfigurationStoreNotFound', `The deleted configuration store '${name}' was not found.`);
export const purgeNotAllowed = arm(
  409,
  'PurgeProtectionEnabled',
  'The deleted configuration store cannot be purged: purge protection is enabled for it.',
);
export const purgeProtectionStays = arm(
  400,
  'PurgeProtectionCannotBeDisabled',
  'Purge protection cannot be disabled once it is enabled.',
);
export const keyUnknown = (id: string): Refusal =>
  arm(404, 'AccessKeyNotFound', `The access key '${id}' was not found.`);
export const keysDisabled = arm(
  409,
  'LocalAuthDisabled',
  'The configuration store has no access keys: local authentication is disabled.',
);
