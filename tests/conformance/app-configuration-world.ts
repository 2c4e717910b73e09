import { guidFrom } from '#kernel/ids.ts';
import { group, subscriptionId, type World } from './world.ts';

export const storeId = (name: string): string =>
  `${group}/providers/Microsoft.AppConfiguration/configurationStores/${name}`;
export const storeUrl = (name: string): string => `https://${name}.azconfig.io`;

export const configRoles = {
  owner: '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b',
  reader: '516239f1-63e1-4d78-a4de-a74fb236a071',
} as const;

async function arm(world: World, method: string, path: string, version: string, body?: unknown): Promise<string> {
  const url = `https://management.azure.com${path}?api-version=${version}`;
  const answer = await world.as('owner', { method, url, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (answer.status === 0 || answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return answer.body;
}

/** A store as the owner of the subscription makes it; nobody has a data role on it yet. */
export const createStore = (world: World, name: string, properties: object = {}): Promise<string> =>
  arm(world, 'PUT', storeId(name), '2024-05-01', { location: 'westeurope', sku: { name: 'Standard' }, properties });

export const changeStore = (world: World, name: string, properties: object): Promise<string> =>
  arm(world, 'PATCH', storeId(name), '2024-05-01', { properties });

/** A role at a scope; it counts after the time that grants take. */
export async function grantAt(
  world: World,
  principalId: string,
  principalType: 'User' | 'ServicePrincipal',
  role: string,
  scope: string,
): Promise<void> {
  const name = guidFrom('grant', principalId, `${role} ${scope}`);
  const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  await arm(world, 'PUT', `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, '2022-04-01', {
    properties: { roleDefinitionId, principalId, principalType },
  });
}

/** The connection strings of a store, by the name of their key. */
export async function connectionStrings(world: World, name: string): Promise<Record<string, string>> {
  const { value } = JSON.parse(await arm(world, 'POST', `${storeId(name)}/listKeys`, '2024-05-01')) as {
    value: { name: string; connectionString: string }[];
  };
  return Object.fromEntries(value.map((key) => [key.name, key.connectionString]));
}
