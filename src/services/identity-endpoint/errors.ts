import type { Refusal } from '#kernel/result.ts';

/** The refusals of the identity endpoint, in its words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, message: string): Refusal => ({ status, code: String(status), message });

export const headerMissing = (): Refusal => refusal(401, 'The X-IDENTITY-HEADER header is missing.');
export const headerWrong = (): Refusal =>
  refusal(401, 'The value of the X-IDENTITY-HEADER header does not match the IDENTITY_HEADER of this app.');
export const versionUnknown = (): Refusal =>
  refusal(
    400,
    "The api-version parameter is missing or not supported. Supported versions are '2017-09-01' and '2019-08-01'.",
  );
export const resourceMissing = (): Refusal => refusal(400, 'The resource parameter is missing.');
export const severalSelectors = (): Refusal =>
  refusal(400, 'Only one of client_id, principal_id and mi_res_id may be given.');
export const identityNotFound = (): Refusal =>
  refusal(400, 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.');
export const noSystemIdentity = (): Refusal => refusal(400, 'Unable to load the proper Managed Identity.');
/** What Entra ID said, passed on. */
export const fromEntra = ({ message }: { message: string }): Refusal => refusal(400, message);
export const methodNotAllowed = (): Refusal => ({
  ...refusal(405, "The requested resource does not support http method 'POST'."),
  headers: { allow: 'GET' },
});
