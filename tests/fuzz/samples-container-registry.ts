import type { TenantClient } from '#tenant/client.ts';
import { grantAt } from './samples-targets.ts';
import { group, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const type = 'Microsoft.ContainerRegistry/registries';
const registryId = (name: string): string => `${group}/providers/${type}/${name}`;
const server = 'crfuzz.azurecr.io';
const version = 'api-version=2023-07-01';
const source = { registryUri: 'mcr.microsoft.com', sourceImage: 'azuredocs/aci-helloworld:latest' };
const body = {
  location: 'westeurope',
  sku: { name: 'Premium' },
  tags: { a: 'b' },
  identity: { type: 'SystemAssigned' },
  properties: {
    adminUserEnabled: true,
    networkRuleSet: { defaultAction: 'Allow', ipRules: [{ action: 'Allow', value: '203.0.113.0/24' }] },
  },
};

/** A registry with an image; AcrPush is the owner's. */
export async function furnishRegistry(client: TenantClient): Promise<void> {
  const send = async (method: string, path: string, sent: unknown): Promise<void> => {
    const answer = await client.send({ method, url: `${arm}${path}?${version}`, body: JSON.stringify(sent) });
    if (answer.status === 0 || answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  };
  await send('PUT', registryId('crfuzz'), body);
  await send('POST', `${registryId('crfuzz')}/importImage`, { source, targetTags: ['shop/api:v1'] });
  await grantAt(client, '8311e382-0749-4cb8-b61a-304f252e45ec', registryId('crfuzz'), 'b2');
}

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** The registry's own tokens, as two entries of the log give them. */
function registryTokens(base: Base): { refresh: string; access: string; exchange: string } {
  const exchange = form({ grant_type: 'access_token', service: server, access_token: base.tokens['owner arm'] ?? '' });
  const ask = (path: string, text: string): Record<string, string> =>
    JSON.parse(
      base.tenant.append({ kind: 'request', request: { method: 'POST', url: `https://${server}${path}`, body: text } })
        .response?.body ?? '{}',
    ) as Record<string, string>;
  const refresh = ask('/oauth2/exchange', exchange)['refresh_token'] ?? '';
  const scope = 'repository:shop/api:pull,push,metadata_read registry:catalog:*';
  const asked = form({ grant_type: 'refresh_token', service: server, scope, refresh_token: refresh });
  return { exchange, refresh, access: ask('/oauth2/token', asked)['access_token'] ?? '' };
}

/** Container Registry by Resource Manager and at a registry's address. */
export function containerRegistrySamples(base: Base): Sample[] {
  const manage = (method: string, path: string, sent?: unknown): Sample =>
    sample(method, `${arm}${path}?${version}`, sent, base.tokens['owner arm']);
  const { exchange, refresh, access } = registryTokens(base);
  const content = (method: string, path: string, sent?: unknown): Sample =>
    sample(method, `https://${server}${path}`, sent, access);
  const asks = { service: server, scope: 'repository:shop/api:pull' };
  const registry = registryId('crfuzz');
  const subscription = `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerRegistry`;
  return [
    manage('PUT', registry, body),
    manage('PUT', registryId('crnew'), body),
    manage('PATCH', registry, { tags: { c: 'd' }, properties: { adminUserEnabled: false } }),
    manage('GET', registry),
    manage('DELETE', registry),
    manage('GET', `${group}/providers/${type}`),
    manage('GET', `${subscription}/registries`),
    manage('POST', `${subscription}/checkNameAvailability`, { name: 'crfuzz', type }),
    manage('POST', `${registry}/listCredentials`),
    manage('POST', `${registry}/regenerateCredential`, { name: 'password2' }),
    manage('POST', `${registry}/importImage`, { source, targetTags: ['shop/api:v1'], mode: 'Force' }),
    sample('POST', `https://${server}/oauth2/exchange`, exchange),
    sample(
      'POST',
      `https://${server}/oauth2/token`,
      form({ grant_type: 'refresh_token', ...asks, refresh_token: refresh }),
    ),
    content('GET', `/oauth2/token?${form(asks)}`),
    content('GET', '/v2/'),
    content('GET', '/v2/_catalog'),
    content('GET', '/v2/shop/api/tags/list'),
    content('GET', '/v2/shop/api/manifests/v1'),
    content('HEAD', '/v2/shop/api/manifests/v1'),
    content('PUT', '/v2/shop/api/manifests/v2', { schemaVersion: 2 }),
  ];
}
