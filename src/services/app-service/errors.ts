import type { Refusal } from '#kernel/result.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';

/** The refusals of App Service, in Azure's words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const notFound = (type: string, id: string): Refusal =>
  refusal(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${nameOf(id)}' under resource group '${parseResourceId(id)?.resourceGroup ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

export const groupNotFound = (name: string): Refusal =>
  refusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

export const planNotFound = (name: string): Refusal =>
  refusal(404, 'NotFound', `Cannot find ServerFarm with name ${name}.`);

export const planInUse = (name: string, sites: string[]): Refusal =>
  refusal(
    409,
    'Conflict',
    `Server farm '${name}' cannot be deleted because it has web app(s) ${sites.join(', ')} assigned to it.`,
  );

export const skuUnknown = (name: string): Refusal => refusal(400, 'BadRequest', `SkuCode '${name}' is invalid.`);

export const siteTaken = (name: string): Refusal =>
  refusal(409, 'Conflict', `Website with given name ${name} already exists.`);

export const siteNameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `The name '${name}' is invalid. It must be between 2 and 60 characters, may hold letters, numbers and hyphens, and cannot start or end with a hyphen.`,
  );

export const planNameInvalid = (name: string): Refusal =>
  refusal(
    400,
    'BadRequest',
    `The name '${name}' is invalid. It must be between 1 and 60 characters and may hold letters, numbers and hyphens.`,
  );

export const planMissing = (): Refusal =>
  refusal(400, 'BadRequest', 'The parameter properties.serverFarmId has an invalid value.');

/** Of the site itself, shown as a page. */
export const siteStopped = (): Refusal =>
  refusal(
    403,
    'SiteStopped',
    'The web app you have attempted to reach is currently stopped and does not accept any requests. Please try to reload the page or visit it again soon.',
  );

/** Of the identity endpoint: its status is its code. */
const atEndpoint = (status: number, message: string): Refusal => ({ status, code: String(status), message });

export const headerMissing = (): Refusal => atEndpoint(401, 'The X-IDENTITY-HEADER header is missing.');
export const headerWrong = (): Refusal =>
  atEndpoint(401, 'The value of the X-IDENTITY-HEADER header does not match the IDENTITY_HEADER of this app.');
export const versionUnknown = (): Refusal =>
  atEndpoint(
    400,
    "The api-version parameter is missing or not supported. Supported versions are '2017-09-01' and '2019-08-01'.",
  );
export const resourceMissing = (): Refusal => atEndpoint(400, 'The resource parameter is missing.');
export const severalSelectors = (): Refusal =>
  atEndpoint(400, 'Only one of client_id, principal_id and mi_res_id may be given.');
export const identityNotFound = (): Refusal =>
  atEndpoint(
    400,
    'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
  );
export const noSystemIdentity = (): Refusal => atEndpoint(400, 'Unable to load the proper Managed Identity.');
/** What Entra ID said, passed on. */
export const fromEntra = (message: string): Refusal => atEndpoint(400, message);
export const methodNotAllowed = (): Refusal => ({
  ...atEndpoint(405, "The requested resource does not support http method 'POST'."),
  headers: { allow: 'GET' },
});
