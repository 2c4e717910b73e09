import type { TenantClient } from '#tenant/client.ts';
import { grantAt } from './samples-targets.ts';
import { group, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const provider = 'Microsoft.AppConfiguration';
const storeId = (name: string): string => `${group}/providers/${provider}/configurationStores/${name}`;
const host = 'https://acsfuzz.azconfig.io';
const versions = { arm: 'api-version=2024-05-01', data: 'api-version=2023-11-01' };
const body = {
  location: 'westeurope',
  sku: { name: 'Standard' },
  tags: { a: 'b' },
  identity: { type: 'SystemAssigned' },
  properties: { disableLocalAuth: false, softDeleteRetentionInDays: 7, publicNetworkAccess: 'Enabled' },
};
const setting = { value: 'red', content_type: 'text/plain', tags: { a: 'b' }, description: 'd' };

/** Stores, one of them deleted, and settings, one of them locked; the data role is the owner's. Gives a key's id. */
export async function furnishConfiguration(client: TenantClient): Promise<string> {
  const send = async (method: string, url: string, sent?: unknown): Promise<string> => {
    const answer = await client.send({ method, url, ...(sent !== undefined && { body: JSON.stringify(sent) }) });
    if (answer.status === 0 || answer.status >= 300) throw new Error(`${url}: ${answer.status} ${answer.body}`);
    return answer.body;
  };
  for (const name of ['acsfuzz', 'acsgone']) await send('PUT', `${arm}${storeId(name)}?${versions.arm}`, body);
  await send('DELETE', `${arm}${storeId('acsgone')}?${versions.arm}`);
  for (const key of ['app%2Fcolour', 'locked']) await send('PUT', `${host}/kv/${key}?${versions.data}`, setting);
  await send('PUT', `${host}/locks/locked?${versions.data}`);
  await grantAt(client, '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b', storeId('acsfuzz'), 'b1');
  const { value } = JSON.parse(await send('POST', `${arm}${storeId('acsfuzz')}/listKeys?${versions.arm}`)) as {
    value: { id: string }[];
  };
  return value[0]?.id ?? '';
}

/** App Configuration by Resource Manager and at a store's address, as somebody with the data role asks. */
export function appConfigurationSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, sent?: unknown): Sample =>
    sample(method, `${arm}${path}?${versions.arm}`, sent, base.tokens['owner arm']);
  const data = (method: string, path: string, sent?: unknown, headers = {}): Sample => {
    const url = `${host}${path}${path.includes('?') ? '&' : '?'}${versions.data}`;
    const plain = sample(method, url, sent, base.tokens['owner config']);
    return { ...plain, request: { ...plain.request, headers: { ...plain.request.headers, ...headers } } };
  };
  const store = storeId('acsfuzz');
  const subscription = `/subscriptions/${subscriptionId}/providers/${provider}`;
  const deleted = `${subscription}/locations/westeurope/deletedConfigurationStores/acsgone`;
  const past = { 'accept-datetime': 'Mon, 23 Nov 2026 12:00:00 GMT' };
  return [
    manage('PUT', store, body),
    manage('PUT', storeId('acsnew'), body),
    manage('PATCH', store, { tags: { c: 'd' }, properties: { disableLocalAuth: true } }),
    manage('GET', store),
    manage('DELETE', store),
    manage('GET', `${group}/providers/${provider}/configurationStores`),
    manage('GET', `${subscription}/configurationStores`),
    manage('POST', `${store}/listKeys`),
    manage('POST', `${store}/regenerateKey`, { id: base.targets.configKey }),
    manage('GET', `${subscription}/deletedConfigurationStores`),
    manage('GET', deleted),
    manage('POST', `${deleted}/purge`),
    manage('POST', `${subscription}/checkNameAvailability`, {
      name: 'acsfuzz',
      type: `${provider}/configurationStores`,
    }),
    data('GET', '/kv/app%2Fcolour?label=%00&$select=key,value'),
    data('HEAD', '/kv/app%2Fcolour'),
    data('PUT', '/kv/new?label=prod', setting, { 'if-none-match': '*' }),
    data('DELETE', '/kv/app%2Fcolour'),
    data('PUT', '/locks/app%2Fcolour'),
    data('DELETE', '/locks/locked'),
    ...['GET', 'HEAD'].flatMap((method) => [
      data(method, '/kv?key=app*&label=%00&tags=a%3Db', undefined, past),
      data(method, '/revisions?key=locked,app%2Fcolour'),
      data(method, '/keys?name=app*'),
      data(method, '/labels?name=*'),
    ]),
  ];
}
