import type { Refusal } from '#kernel/result.ts';
import {
  addressNotValid,
  notSpecified,
  purgeProtectionStays,
  retentionOutOfRange,
  retentionStays,
  softDeleteStays,
} from './errors.ts';
import type { NetworkRules, VaultGiven, VaultProperties } from './models.ts';
import { normalRange } from './network.ts';

/** From this version of the control plane on, new vaults use Azure RBAC unless they say otherwise. */
const rbacByDefaultSince = '2026-02-01';

/** The network rules that result, or the address that is none. */
function rules(held: NetworkRules | undefined, given: NonNullable<VaultGiven['networkAcls']>): NetworkRules | string {
  const ipRules = given.ipRules ? [] : (held?.ipRules ?? []);
  for (const { value } of given.ipRules ?? []) {
    const range = normalRange(value);
    if (!range) return value;
    ipRules.push({ value: range });
  }
  return {
    bypass: given.bypass ?? held?.bypass ?? 'AzureServices',
    defaultAction: given.defaultAction ?? held?.defaultAction ?? 'Allow',
    ipRules,
    virtualNetworkRules: (given.virtualNetworkRules ?? held?.virtualNetworkRules ?? []).map(({ id }) => ({ id })),
  };
}

/** Soft delete, its length and purge protection go one way only. */
function forbiddenTurn(held: VaultProperties | undefined, given: VaultGiven): Refusal | undefined {
  const days = given.softDeleteRetentionInDays;
  if (held && given.enableSoftDelete === false) return softDeleteStays;
  if (given.enablePurgeProtection === false) return purgeProtectionStays;
  if (typeof days === 'number' && (days < 7 || days > 90)) return retentionOutOfRange;
  return held && typeof days === 'number' && days !== held.softDeleteRetentionInDays ? retentionStays : undefined;
}

/**
 * The properties of a vault after a PUT or PATCH: what is not given stays as it is, or takes Azure's default.
 * Refuses what Azure makes irreversible (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview).
 */
export function vaultProperties(
  name: string,
  held: VaultProperties | undefined,
  given: VaultGiven,
  apiVersion: string,
): { properties: VaultProperties } | { refusal: Refusal } {
  const turn = forbiddenTurn(held, given);
  if (turn) return { refusal: turn };
  const tenantId = given.tenantId ?? held?.tenantId;
  if (!tenantId) return { refusal: notSpecified('tenantId') };
  const sku = given.sku?.name ?? held?.sku.name;
  if (!sku) return { refusal: notSpecified('sku') };
  const networkAcls = given.networkAcls ? rules(held?.networkAcls, given.networkAcls) : held?.networkAcls;
  if (typeof networkAcls === 'string') return { refusal: addressNotValid(networkAcls) };
  const forDisks = given.enabledForDiskEncryption ?? held?.enabledForDiskEncryption;
  const forTemplates = given.enabledForTemplateDeployment ?? held?.enabledForTemplateDeployment;
  const access = given.publicNetworkAccess && (given.publicNetworkAccess === 'disabled' ? 'Disabled' : 'Enabled');
  return {
    properties: {
      sku: { family: 'A', name: sku },
      tenantId,
      ...(networkAcls && { networkAcls }),
      accessPolicies: given.accessPolicies ?? held?.accessPolicies ?? [],
      enabledForDeployment: given.enabledForDeployment ?? held?.enabledForDeployment ?? false,
      ...(forDisks !== undefined && { enabledForDiskEncryption: forDisks }),
      ...(forTemplates !== undefined && { enabledForTemplateDeployment: forTemplates }),
      enableSoftDelete: true,
      softDeleteRetentionInDays: held?.softDeleteRetentionInDays ?? given.softDeleteRetentionInDays ?? 90,
      enableRbacAuthorization:
        given.enableRbacAuthorization ?? held?.enableRbacAuthorization ?? apiVersion >= rbacByDefaultSince,
      ...((given.enablePurgeProtection || held?.enablePurgeProtection) && { enablePurgeProtection: true as const }),
      vaultUri: `https://${name.toLowerCase()}.vault.azure.net/`,
      provisioningState: 'Succeeded',
      publicNetworkAccess: access || held?.publicNetworkAccess || 'Enabled',
    },
  };
}
