import type { Decision } from '#kernel/decision.ts';
import type { TokenClaims } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import type { VaultRow } from './models.ts';

/** Every sentence of Key Vault in one place; which of them no live answer confirmed is said in deviations.ts. */

const vaultText = (vault: VaultRow): string => `${vault.name};location=${vault.location}`;

/** How a vault names its caller. Source: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
export function callerText(claims: TokenClaims | undefined): string {
  const { appid, oid, iss, xms_mirid: identity, xms_az_rid: host } = claims ?? {};
  const parts = [`appid=${appid ?? ''}`, `oid=${oid ?? ''}`, `iss=${iss ?? ''}`];
  if (identity) parts.push(`xms_mirid=${identity}`);
  if (host) parts.push(`xms_az_rid=${host}`);
  return parts.join(';');
}

const challenge = (tenantId: string) => ({
  'www-authenticate': `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`,
});

/** 401; every one carries the challenge from which SDKs learn the tenant and the resource. */
export const unauthorized = (tenantId: string, message: string): Refusal => ({
  status: 401,
  code: 'Unauthorized',
  message,
  headers: challenge(tenantId),
});

export const tokenMissing = 'AKV10000: Request is missing a Bearer or PoP token.';
export const keyUnknown = 'AKV10046: Unable to resolve the key used for signature validation.';
export const tokenExpired = "[TokenExpired] Error validating token: 'S2S12086'.";
export const audienceWrong = (found: string): string =>
  `AKV10022: Invalid audience. Expected https://vault.azure.net, found: ${found}.`;
export const issuerWrong = (tenantId: string, found: string): string =>
  `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${tenantId}/, found ${found}.`;

const forbidden = (innerCode: string, message: string): Refusal => ({
  status: 403,
  code: 'Forbidden',
  innerCode,
  message,
});

function reasonOf(lacking: Decision): string {
  if (lacking.verdict === 'denied') return 'DeniedByDenyAssignment';
  return lacking.missing?.kind === 'condition' ? 'DeniedWithABACEvaluationInRA' : 'DeniedWithNoValidRBAC';
}

/** No role gives the data action. The resource is shown in lower case, as Azure shows it. */
export function forbiddenByRbac(lacking: Decision, claims: TokenClaims | undefined, vault: VaultRow): Refusal {
  const deny = lacking.denies.find(({ outcome }) => outcome === 'denies');
  return forbidden(
    'ForbiddenByRbac',
    [
      'Caller is not authorized to perform action on resource.',
      'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
      `Caller: ${callerText(claims)}`,
      `Action: '${lacking.permission.action}'`,
      `Resource: '${lacking.permission.scope.toLowerCase()}'`,
      'Assignment: (not found)',
      `DenyAssignmentId: ${deny ? `'${deny.id}'` : 'null'}`,
      `DecisionReason: '${reasonOf(lacking)}' `,
      `Vault: ${vaultText(vault)}`,
      '',
    ].join('\r\n'),
  );
}

/** A vault with access policies, none of which gives the permission (`secrets get`). */
export const accessDenied = (permission: string, claims: TokenClaims | undefined, vault: VaultRow): Refusal =>
  forbidden(
    'AccessDenied',
    `The user, group or application '${callerText(claims)}' does not have ${permission} permission on key vault '${vaultText(vault)}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
  );

export const forbiddenByFirewall = (address: string, claims: TokenClaims | undefined, vault: VaultRow): Refusal =>
  forbidden(
    'ForbiddenByFirewall',
    `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${address}\r\nCaller: ${callerText(claims)}\r\nVault: ${vaultText(vault)}`,
  );

export const forbiddenByConnection = (claims: TokenClaims | undefined, vault: VaultRow): Refusal =>
  forbidden(
    'ForbiddenByConnection',
    `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: ${callerText(claims)}\r\nVault: ${vaultText(vault)}`,
  );

export const badParameter = (message: string): Refusal => ({ status: 400, code: 'BadParameter', message });
export const invalidName = (name: string): Refusal => badParameter(`The request URI contains an invalid name: ${name}`);

const objectNotFound = (kind: string, nameOrId: string): Refusal => ({
  status: 404,
  code: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}NotFound`,
  message: `A ${kind} with (name/id) ${nameOrId} was not found in this key vault. If you recently deleted this ${kind} you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
});
export const secretNotFound = (nameOrId: string): Refusal => objectNotFound('secret', nameOrId);
export const keyNotFound = (nameOrId: string): Refusal => objectNotFound('key', nameOrId);
export const certificateNotFound = (nameOrId: string): Refusal => objectNotFound('certificate', nameOrId);
export const deletedSecretNotFound = (name: string): Refusal => ({
  status: 404,
  code: 'SecretNotFound',
  message: `Deleted Secret not found: ${name}`,
});
export const secretDisabled: Refusal = forbidden(
  'SecretDisabled',
  'Operation get is not allowed on a disabled secret.',
);
export const secretIsDeleted = (name: string): Refusal => ({
  status: 409,
  code: 'Conflict',
  innerCode: 'ObjectIsDeletedButRecoverable',
  message: `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
});
export const purgeProtected = (vault: VaultRow): Refusal => ({
  status: 403,
  code: 'Forbidden',
  message: `Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.\r\nVault: ${vaultText(vault)}`,
});

const badRequest = (message: string): Refusal => ({ status: 400, code: 'BadRequest', message });

export const vaultNameNotValid = (name: string): Refusal => ({
  status: 400,
  code: 'VaultNameNotValid',
  message: `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742`,
});
export const nameInUse = (name: string): string =>
  `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information about VaultAlreadyExists, soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740`;
export const vaultAlreadyExists = (name: string): Refusal => ({
  status: 409,
  code: 'VaultAlreadyExists',
  message: nameInUse(name),
});
export const vaultIsDeleted: Refusal = {
  status: 409,
  code: 'ConflictError',
  message:
    'A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.',
};
export const deletedVaultNotFound = (name: string): Refusal => ({
  status: 404,
  code: 'DeletedVaultNotFound',
  message: `The specified deleted vault '${name}' does not exist.`,
});
export const vaultPurgeNotAllowed: Refusal = {
  status: 405,
  code: 'MethodNotAllowed',
  message: "Operation 'DeletedVaultPurge' is not allowed.",
};
export const purgeProtectionStays = badRequest(
  'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
);
export const softDeleteStays = badRequest(
  'The property "enableSoftDelete" can be set to false only for creating new vault. Enabling the \'soft delete\' functionality is an irreversible action.',
);
export const retentionStays = badRequest(
  'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
);
export const retentionOutOfRange = badRequest('The property "softDeleteRetentionInDays" must be between 7 and 90.');
export const notSpecified = (parameter: string): Refusal => badRequest(`The parameter ${parameter} is not specified.`);
export const addressNotValid = (value: string): Refusal =>
  badRequest(`The address '${value}' in networkAcls.ipRules is not a valid IPv4 address or CIDR range.`);
