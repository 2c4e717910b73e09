import { clientAddress } from '#kernel/addresses.ts';
import type { FaultFacts, Origin } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { notByAddress, notByPublicNetwork, refusalOf } from './errors.ts';
import { firewallOf, serverAt } from './models.ts';

/** An IPv4 address as a number, or undefined when the text is none. */
export function addressNumber(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts?.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

/** The rule "Allow Azure services and resources to access this server": every address of Azure, anybody's. */
const everythingInAzure = '0.0.0.0';

/**
 * The firewall of a server: rules of addresses, and the one rule that lets in whatever runs in Azure. Without a rule
 * nobody gets in. Source: "Azure SQL Database and Azure Synapse IP firewall rules".
 */
export function networkRefusal(facts: FaultFacts, origin: Origin): Refusal | undefined {
  if (origin.type === 'inside') return undefined;
  const server = serverAt(facts.view, facts.place.params);
  if (server.properties.publicNetworkAccess === 'Disabled') return refusalOf(notByPublicNetwork, server.name);
  const address = clientAddress(facts.view, origin);
  const at = addressNumber(address) ?? -1;
  const lets = firewallOf(facts.view, server.id).some(({ startIpAddress, endIpAddress }) =>
    startIpAddress === everythingInAzure && endIpAddress === everythingInAzure
      ? origin.type === 'run'
      : (addressNumber(startIpAddress) ?? Infinity) <= at && at <= (addressNumber(endIpAddress) ?? -1),
  );
  return lets ? undefined : refusalOf(notByAddress(server.name, address), server.name);
}
