import { group } from '../conformance/world.ts';
import type { Setup } from './base-directory.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const version = 'api-version=2024-03-01';
const subscription = group.split('/').slice(0, 3).join('/');
const type = '/providers/Microsoft.App';
const environmentId = `${group}${type}/managedEnvironments/env-fuzz`;
const appId = `${group}${type}/containerApps/app-fuzz`;
const body = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    environmentId,
    configuration: {
      secrets: [{ name: 's', value: 'v' }],
      identitySettings: [{ identity: 'system', lifecycle: 'All' }],
      ingress: { external: true, targetPort: 80 },
    },
    template: { containers: [{ name: 'web', image: 'mcr.microsoft.com/x', env: [{ name: 'A', secretRef: 's' }] }] },
  },
};

/** What the samples of Container Apps are about. */
export interface ContainerAppsMade {
  fqdn: string;
  operation: string;
}

/** An environment with an app, and one without. */
export async function furnishContainerApps(setup: Setup): Promise<ContainerAppsMade> {
  for (const id of [environmentId, `${environmentId}-empty`])
    await setup('PUT', `${arm}${id}?${version}`, { location: 'westeurope', properties: {} });
  const { headers } = await setup('PUT', `${arm}${appId}?${version}`, body);
  const { body: shown } = await setup('GET', `${arm}${appId}?${version}`);
  const { configuration } = shown['properties'] as { configuration: { ingress: { fqdn: string } } };
  const operation = /OperationStatuses\/([^?]+)/.exec(headers['azure-asyncoperation'] ?? '')?.[1] ?? '';
  return { fqdn: configuration.ingress.fqdn, operation };
}

/** Container Apps, as the owner of the subscription asks, and a visit. */
export function containerAppSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, content?: unknown): Sample =>
    sample(method, `${arm}${path}${path.includes('?') ? '&' : '?'}${version}`, content, base.tokens['owner arm']);
  const { fqdn, operation } = base.containerApps;
  const revision = `${appId}/revisions/app-fuzz--0000001`;
  const inLocation = `${subscription}${type}/locations/westeurope`;
  return [
    manage('PUT', environmentId, { location: 'westeurope', properties: {} }),
    manage('GET', environmentId),
    ...['managedEnvironments', 'containerApps'].flatMap((name) =>
      [group, subscription].map((scope) => manage('GET', `${scope}${type}/${name}`)),
    ),
    manage('DELETE', `${environmentId}-empty`),
    manage('PUT', `${appId}2`, body),
    manage('PATCH', appId, { tags: { a: 'b' }, properties: { template: body.properties.template } }),
    manage('GET', appId),
    manage('DELETE', appId),
    ...['start', 'stop', 'listSecrets', 'getAuthtoken'].map((verb) => manage('POST', `${appId}/${verb}`)),
    manage('POST', `${appId}/exec`, { command: 'sh', container: 'web' }),
    manage('GET', `${appId}/revisions`),
    manage('GET', revision),
    manage('GET', `${revision}/replicas`),
    manage('POST', `${revision}/restart`),
    manage('GET', `${inLocation}/containerappOperationStatuses/${operation}?azureAsyncOperation=true`),
    manage('GET', `${inLocation}/containerappOperationResults/${operation}`),
    sample('GET', `https://${fqdn}/a/page?x=1`),
  ];
}
