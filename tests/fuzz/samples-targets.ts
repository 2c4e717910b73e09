import type { TenantClient } from '#tenant/client.ts';
import { idOf, subscriptionId } from '../conformance/world.ts';
import { furnishConfiguration } from './samples-app-configuration.ts';
import { furnishRegistry } from './samples-container-registry.ts';
import { furnishThirdParty } from './samples-third-party.ts';

/** What the samples of these targets must name. */
export interface Targets {
  /** Id of an access key of a configuration store. */
  configKey: string;
  thirdParty: { key: string; old: string };
}

/** A role of the owner at a scope. */
export async function grantAt(client: TenantClient, role: string, scope: string, ending: string): Promise<void> {
  const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  const properties = { roleDefinitionId, principalId: idOf('owner'), principalType: 'User' };
  const name = `55555555-0000-4000-8000-0000000000${ending}`;
  const url = `https://management.azure.com${scope}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`;
  const answer = await client.send({ method: 'PUT', url, body: JSON.stringify({ properties }) });
  if (answer.status !== 201) throw new Error(`${scope}: ${answer.status} ${answer.body}`);
}

/** A configuration store, a registry, and an account of a service outside Azure. */
export async function furnishTargets(client: TenantClient): Promise<Targets> {
  const configKey = await furnishConfiguration(client);
  await furnishRegistry(client);
  return { configKey, thirdParty: await furnishThirdParty(client) };
}
