import type { FaultFacts, Origin } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { clientAddress, inRange } from '#kernel/addresses.ts';
import { forbiddenByConnection, forbiddenByFirewall } from './errors.ts';
import type { VaultRow } from './models.ts';

export { appServiceAddress, clientAddress, inRange, learnerAddress, normalRange } from '#kernel/addresses.ts';

/**
 * The vault's firewall. `bypass: AzureServices` lets in the platform itself and no web app: App Service is no trusted
 * service for the code that runs on it (https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints).
 */
export function networkRefusal(vault: VaultRow, facts: FaultFacts, origin: Origin): Refusal | undefined {
  const { publicNetworkAccess, networkAcls } = vault.properties;
  if (origin.type === 'inside') return undefined;
  if (publicNetworkAccess === 'Disabled') return forbiddenByConnection(facts.claims, vault);
  if (networkAcls?.defaultAction !== 'Deny') return undefined;
  const address = clientAddress(facts.view, origin);
  if (networkAcls.ipRules.some(({ value }) => inRange(address, value))) return undefined;
  return forbiddenByFirewall(address, facts.claims, vault);
}
