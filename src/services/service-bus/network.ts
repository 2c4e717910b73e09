import { clientAddress, inRange } from '#kernel/addresses.ts';
import type { FaultFacts, Origin } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { notByNetwork } from './errors.ts';
import { namespaceAt } from './models.ts';

/**
 * The namespace's firewall, for whoever asks and by whatever proof. Without a rule for any address it lets everybody in.
 * Source: "Allow access to Azure Service Bus namespace from specific IP addresses or ranges".
 */
export function networkRefusal({ view, place }: FaultFacts, origin: Origin): Refusal | undefined {
  if (origin.type === 'inside') return undefined;
  const { properties, network } = namespaceAt(view, place.params);
  if (properties.publicNetworkAccess !== 'Enabled') return notByNetwork;
  if (network.defaultAction === 'Allow') return undefined;
  const address = clientAddress(view, origin);
  return network.ipRules.some(({ ipMask }) => inRange(address, ipMask)) ? undefined : notByNetwork;
}
