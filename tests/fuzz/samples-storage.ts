import type { HttpRequest } from '#kernel/http.ts';
import type { TenantClient } from '#tenant/client.ts';
import { group, idOf, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const account = `${group}/providers/Microsoft.Storage/storageAccounts/stfuzz`;
const blobHost = 'https://stfuzz.blob.core.windows.net';
const queueHost = 'https://stfuzz.queue.core.windows.net';
const version = '2025-11-05';
const message = '<?xml version="1.0" encoding="utf-8"?><QueueMessage><MessageText>work</MessageText></QueueMessage>';
const accountBody = {
  location: 'westeurope',
  sku: { name: 'Standard_LRS' },
  kind: 'StorageV2',
  tags: { a: 'b' },
  properties: {
    allowBlobPublicAccess: true,
    allowSharedKeyAccess: true,
    minimumTlsVersion: 'TLS1_2',
    publicNetworkAccess: 'Enabled',
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices', ipRules: [{ value: '203.0.113.0/24' }] },
  },
};

/** A message that somebody has taken: what a later request must name. */
export interface TakenMessage {
  id: string;
  receipt: string;
}

/** An account with containers, blobs and queues; its data roles are the owner's. */
export async function furnishStorage(client: TenantClient): Promise<TakenMessage> {
  const send = async (method: string, url: string, body = '', headers = {}): Promise<string> => {
    const answer = await client.send({ method, url, body, headers: { 'x-ms-version': version, ...headers } });
    if (answer.status === 0 || answer.status >= 300)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    return answer.body;
  };
  await send('PUT', `${arm}${account}?api-version=2024-01-01`, JSON.stringify(accountBody));
  const roles = ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', '974c5e8b-45b9-4653-ba55-5f855dd0fb88'];
  for (const [number, role] of roles.entries()) {
    const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
    const properties = { roleDefinitionId, principalId: idOf('owner'), principalType: 'User' };
    const name = `55555555-0000-4000-8000-00000000000${number}`;
    const url = `${arm}${account}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`;
    await send('PUT', url, JSON.stringify({ properties }));
  }
  for (const name of ['docs', 'gone']) await send('PUT', `${blobHost}/${name}?restype=container`);
  const text = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain' };
  for (const name of ['a.txt', 'folder/b.txt']) await send('PUT', `${blobHost}/docs/${name}`, 'hello', text);
  for (const name of ['work', 'gone']) await send('PUT', `${queueHost}/${name}`);
  await send('POST', `${queueHost}/work/messages`, message);
  const put = await send('POST', `${queueHost}/work/messages`, message);
  const of = (name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(put)?.[1] ?? '';
  return { id: of('MessageId'), receipt: of('PopReceipt') };
}

/** Storage by Resource Manager and at its own addresses, as somebody with the data roles asks. */
export function storageSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?api-version=2024-01-01`, body, base.tokens['owner arm']);
  const data =
    (host: string) =>
    (method: string, path: string, body?: string, headers: HttpRequest['headers'] = {}): Sample => {
      const plain = sample(method, `${host}${path}`, undefined, base.tokens['owner storage']);
      const all = { ...plain.request.headers, 'x-ms-version': version, ...headers };
      return { ...plain, request: { ...plain.request, headers: all, ...(body !== undefined && { body }) } };
    };
  const blob = data(blobHost);
  const queue = data(queueHost);
  const containers = `${account}/blobServices/default/containers`;
  const type = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain', 'x-ms-meta-a': 'b' };
  const taken = `/work/messages/${base.message.id}`;
  const receipt = `popreceipt=${encodeURIComponent(base.message.receipt)}`;
  const keyInfo = '<KeyInfo><Start>2026-11-23T09:00:00Z</Start><Expiry>2026-11-25T09:00:00Z</Expiry></KeyInfo>';
  return [
    manage('PUT', account, accountBody),
    manage('PUT', account.replace('stfuzz', 'stnew'), accountBody),
    manage('PATCH', account, { tags: { c: 'd' }, properties: { allowSharedKeyAccess: false } }),
    manage('GET', account),
    manage('DELETE', account),
    manage('GET', `${group}/providers/Microsoft.Storage/storageAccounts`),
    manage('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.Storage/storageAccounts`),
    manage('POST', `/subscriptions/${subscriptionId}/providers/Microsoft.Storage/checkNameAvailability`, {
      name: 'stfuzz',
      type: 'Microsoft.Storage/storageAccounts',
    }),
    manage('POST', `${account}/listKeys`),
    manage('POST', `${account}/regenerateKey`, { keyName: 'key1' }),
    manage('POST', `${account}/revokeUserDelegationKeys`),
    manage('GET', `${account}/blobServices/default`),
    manage('GET', containers),
    manage('GET', `${containers}/docs`),
    manage('PUT', `${containers}/made`, { properties: { publicAccess: 'Blob', metadata: { a: 'b' } } }),
    manage('DELETE', `${containers}/gone`),
    blob('GET', '/?comp=list&maxresults=5&include=metadata'),
    blob('PUT', '/made?restype=container', undefined, { 'x-ms-blob-public-access': 'blob', 'x-ms-meta-a': 'b' }),
    blob('GET', '/docs?restype=container'),
    blob('HEAD', '/docs?restype=container'),
    blob('DELETE', '/gone?restype=container'),
    blob('GET', '/docs?restype=container&comp=metadata'),
    blob('HEAD', '/docs?restype=container&comp=metadata'),
    blob('PUT', '/docs?restype=container&comp=metadata', undefined, { 'x-ms-meta-a': 'b' }),
    blob('GET', '/docs?restype=container&comp=acl'),
    blob('PUT', '/docs?restype=container&comp=acl', '<SignedIdentifiers />', { 'x-ms-blob-public-access': 'blob' }),
    blob('GET', '/docs?restype=container&comp=list&prefix=f&delimiter=/&maxresults=2&include=metadata'),
    blob('PUT', '/docs/new%20one.txt', 'text <&> ключ', type),
    blob('PUT', '/docs/a.txt', 'again', { ...type, 'if-match': '*' }),
    blob('GET', '/docs/a.txt'),
    blob('GET', '/docs/folder/b.txt', undefined, { 'x-ms-range': 'bytes=1-2' }),
    blob('HEAD', '/docs/a.txt'),
    blob('DELETE', '/docs/a.txt'),
    blob('GET', '/docs/a.txt?comp=metadata'),
    blob('HEAD', '/docs/a.txt?comp=metadata'),
    blob('PUT', '/docs/a.txt?comp=metadata', undefined, { 'x-ms-meta-c': 'd' }),
    blob('PUT', '/docs/a.txt?comp=properties', undefined, { 'x-ms-blob-content-type': 'text/html' }),
    blob('POST', '/?restype=service&comp=userdelegationkey', keyInfo),
    queue('GET', '/?comp=list&prefix=w&include=metadata'),
    queue('PUT', '/made', undefined, { 'x-ms-meta-a': 'b' }),
    queue('DELETE', '/gone'),
    queue('GET', '/work?comp=metadata'),
    queue('HEAD', '/work?comp=metadata'),
    queue('PUT', '/work?comp=metadata', undefined, { 'x-ms-meta-a': 'b' }),
    queue('POST', '/work/messages?messagettl=60&visibilitytimeout=1', message),
    queue('GET', '/work/messages?numofmessages=2&visibilitytimeout=5'),
    queue('GET', '/work/messages?peekonly=true&numofmessages=2'),
    queue('DELETE', '/work/messages'),
    queue('PUT', `${taken}?${receipt}&visibilitytimeout=0`, message),
    queue('DELETE', `${taken}?${receipt}`),
  ];
}
