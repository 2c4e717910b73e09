import { clientAddress, inRange } from '#kernel/addresses.ts';
import type { FaultFacts, Origin } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { notByNetwork } from './errors.ts';
import { accountAt } from './models.ts';

/**
 * The account's firewall, for whoever asks and by whatever proof. "Trusted services" are services of Azure, never the
 * code that runs on one: no simulated host passes by them. Source: "Configure Azure Storage firewalls and virtual networks".
 */
export function networkRefusal(facts: FaultFacts, origin: Origin): Refusal | undefined {
  if (origin.type === 'inside') return undefined;
  const { publicNetworkAccess, networkAcls } = accountAt(facts.view, facts.place.params).properties;
  if (publicNetworkAccess === 'Disabled' || publicNetworkAccess === 'SecuredByPerimeter') return notByNetwork;
  if (networkAcls.defaultAction === 'Allow') return undefined;
  const address = clientAddress(facts.view, origin);
  return networkAcls.ipRules.some(({ value }) => inRange(address, value)) ? undefined : notByNetwork;
}
