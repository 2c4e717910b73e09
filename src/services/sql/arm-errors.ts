import type { Refusal } from '#kernel/result.ts';

/** What Resource Manager and the resource provider refuse; the engine's own errors are in errors.ts. */
const said = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const childNotFound = (type: string, name: string): Refusal =>
  said(404, 'ResourceNotFound', `The requested resource of type '${type}' with name '${name}' was not found.`);
export const operationNotFound = (id: string): Refusal =>
  said(404, 'OperationIdNotFound', `The operation with Id '${id}' does not exist.`);
export const invalidValue = (parameter: string): Refusal =>
  said(
    400,
    'InvalidParameterValue',
    `Invalid value given for parameter ${parameter}. Specify a valid parameter value.`,
  );
export const serverNameInvalid = (name: string): Refusal =>
  said(
    400,
    'InvalidServerName',
    `'${name}' is not a valid server name. A server name has 1 to 63 lower-case letters, digits and hyphens, and no hyphen at either end.`,
  );
export const serverNameTaken = (name: string): Refusal =>
  said(409, 'NameAlreadyExists', `The name '${name}' already exists. Choose a different name.`);
export const databaseNameInvalid = (name: string): Refusal =>
  said(400, 'InvalidDatabaseName', `'${name}' is not a valid database name.`);
/** Words of the REST reference's list of error codes. */
export const sizeUnknown = said(400, 'InvalidSkuName', 'User specified an invalid sku name.');
export const loginInvalid = said(400, 'InvalidLoginName', 'The provided login name is invalid.');
export const passwordWeak = said(
  400,
  'PasswordNotComplex',
  'Password validation failed. The password does not meet policy requirements because it is not complex enough.',
);
export const entraOnlyEnabled = said(
  400,
  'AadOnlyAuthenticationIsEnabled',
  'Azure Active Directory Only Authentication is enabled for this server.',
);
export const entraOnlyNeedsAdministrator = said(
  400,
  'AzureADAdministratorNotConfigured',
  'Azure Active Directory Only Authentication needs an Azure Active Directory administrator of the server. Set the administrator first.',
);
export const administratorHeldByEntraOnly = said(
  400,
  'InvalidServerAADAdminDeleteOperation',
  'The Azure Active Directory administrator cannot be removed while Azure Active Directory Only Authentication is enabled for this server.',
);
export const masterFixed = said(
  400,
  'InvalidDatabaseName',
  'The database master belongs to the server and can be neither made, changed nor deleted.',
);
/** The rules of a server without public access are closed to change. Source: "Azure SQL connectivity settings", error 42101. */
export const rulesClosed = said(
  400,
  'DenyPublicEndpointEnabled',
  'Unable to create or modify firewall rules when public network interface for the server is disabled. To manage server or database level firewall rules, please enable the public network interface.',
);
/** Ours: a part of the provider that is not simulated. */
export const notSimulated = (what: string): Refusal =>
  said(501, 'NotSimulated', `${what} is not simulated by this tenant.`);
