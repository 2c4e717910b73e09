import { toCompatResponse } from '@azure/core-http-compat';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { StorageSharedKeyCredential, type IHttpClient } from '@azure/storage-blob';
import { guidFrom } from '#kernel/ids.ts';
import { httpClientOver, type Exchange } from './transport.ts';
import { group, idOf, subscriptionId, type Person, type World } from './world.ts';

export const accountId = (name: string): string => `${group}/providers/Microsoft.Storage/storageAccounts/${name}`;
export const blobUrl = (account: string): string => `https://${account}.blob.core.windows.net`;
export const queueUrl = (account: string): string => `https://${account}.queue.core.windows.net`;

export const storageRoles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  queueSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
} as const;

const arm = async (world: World, method: string, path: string, version: string, body?: unknown): Promise<string> => {
  const url = `https://management.azure.com${path}?api-version=${version}`;
  const answer = await world.as('owner', { method, url, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return answer.body;
};

/** An account as the owner of the subscription makes it; nobody has a data role on it yet. */
export const createAccount = (world: World, name: string, properties: object = {}): Promise<string> =>
  arm(world, 'PUT', accountId(name), '2024-01-01', {
    location: 'westeurope',
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties,
  });

export const changeAccount = (world: World, name: string, properties: object): Promise<string> =>
  arm(world, 'PATCH', accountId(name), '2024-01-01', { properties });

/** A role for a person at a scope; it counts after the time that grants take. */
export async function grantStorage(
  world: World,
  person: Person,
  role: keyof typeof storageRoles,
  scope: string,
  condition?: string,
): Promise<void> {
  const name = guidFrom('storage', person, `${role} ${scope}`);
  await arm(world, 'PUT', `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, '2022-04-01', {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${storageRoles[role]}`,
      principalId: idOf(person),
      principalType: 'User',
      ...(condition !== undefined && { condition, conditionVersion: '2.0' }),
    },
  });
}

/** The first key of an account, as the owner of the subscription may list it. */
export async function keyOf(world: World, name: string): Promise<StorageSharedKeyCredential> {
  const { keys } = JSON.parse(await arm(world, 'POST', `${accountId(name)}/listKeys`, '2024-01-01')) as {
    keys: { value: string }[];
  };
  return new StorageSharedKeyCredential(name, keys[0]?.value ?? '');
}

/** How bytes travel, in the older shape that the clients of Storage still take. */
export function storageTransport(world: World, seen: Exchange[] = []): IHttpClient {
  const client = httpClientOver(world.client.send, seen);
  return {
    async sendRequest(asked) {
      const { url, method, body, streamResponseStatusCodes, timeout, withCredentials, requestId } = asked;
      const headers = createHttpHeaders(asked.headers.toJson({ preserveCase: true }));
      const rest = { body, streamResponseStatusCodes, timeout, withCredentials, requestId };
      const answer = await client.sendRequest(createPipelineRequest({ url, method, headers, ...rest }));
      // By the very request the client finds what it wanted to do with the answer.
      return { ...toCompatResponse(answer), request: asked };
    },
  };
}
