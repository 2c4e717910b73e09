import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { compact, text, type JsonObject } from '../json.ts';

/** The full access policy that az gives to whoever creates a vault with access policies. */
export async function ownPolicy(az: Az, tenantId: string): Promise<JsonObject> {
  const objectId = text(await az.graph.get('/me'), 'id');
  const all = ['all'];
  return { tenantId, objectId, permissions: { keys: all, secrets: all, certificates: all, storage: all } };
}

/** `--retention-days`, 90 when absent. */
export function retentionDays(given: string | undefined): number {
  if (given === undefined) return 90;
  const days = Number(given);
  if (!Number.isInteger(days)) throw new CliError('--retention-days must be an integer');
  return days;
}

export interface NetworkOptions {
  bypass: string | undefined;
  defaultAction: string | undefined;
  networkAcls: string | undefined;
  networkAclsIps: string[] | undefined;
  networkAclsVnets: string[] | undefined;
}

/** The network rules of a new vault; open to every network unless the options say otherwise. */
export function networkAcls({
  bypass,
  defaultAction,
  networkAcls: acls,
  networkAclsIps,
  networkAclsVnets,
}: NetworkOptions): JsonObject {
  if (acls !== undefined || networkAclsVnets !== undefined)
    throw new CliError(
      'Network rules for virtual networks exist in the real Azure CLI, but this lab does not simulate them yet.',
    );
  return compact({
    bypass: bypass ?? 'AzureServices',
    defaultAction: defaultAction ?? 'Allow',
    ...(networkAclsIps && { ipRules: networkAclsIps.map((value) => ({ value })), virtualNetworkRules: [] }),
  });
}
