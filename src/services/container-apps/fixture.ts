import { group, TestTenant, type Answer, type Json } from '../test-tenant.ts';

/** For the tests of this folder: an environment, a vault, a registry, and apps that use them. */
export const environmentId = `${group}/providers/Microsoft.App/managedEnvironments/env1`;
export const appId = (name = 'app'): string => `${group}/providers/Microsoft.App/containerApps/${name}`;
export const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
export const registryId = `${group}/providers/Microsoft.ContainerRegistry/registries/crlab`;
export const userAssigned = { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } };
export const keyVaultUrl = 'https://kv1.vault.azure.net/secrets/db';
export const image = 'mcr.microsoft.com/k8se/quickstart:latest';
const armVersion = '2024-03-01';

export class Apps extends TestTenant {
  constructor() {
    super();
    this.arm('PUT', environmentId, { location: 'westeurope', properties: {} });
    this.arm('PUT', identityId, { location: 'westeurope' });
  }

  /** A PUT of an app: `more` beside its properties, `configuration` and `template` within. */
  create({
    configuration = {},
    template = {},
    name = 'app',
    ...more
  }: Record<string, unknown> & { name?: string } = {}) {
    return this.arm('PUT', appId(name), {
      location: 'westeurope',
      ...more,
      properties: {
        environmentId,
        configuration: { ingress: { external: true, targetPort: 80 }, ...(configuration as object) },
        template: { containers: [{ name: 'web', image }], ...(template as object) },
      },
    });
  }

  patch(body: object): Answer {
    return this.arm('PATCH', appId(), body, undefined, armVersion);
  }

  post(verb: string, body?: object): Answer {
    return this.arm('POST', `${appId()}/${verb}`, body, undefined, armVersion);
  }

  get properties(): Json {
    return this.arm('GET', appId()).json['properties'] ?? {};
  }

  get principalOfUser(): string {
    return String(this.arm('GET', identityId).json['properties']?.['principalId']);
  }

  /** What the operation says that an answer points to. */
  outcome({ response }: Answer): Json {
    return this.send('GET', String(response.headers['azure-asyncoperation'])).json;
  }

  vault(): this {
    const id = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
    const tenantId = '11111111-1111-4111-8111-111111111111';
    this.arm('PUT', id, {
      location: 'westeurope',
      properties: { tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true },
    });
    this.send('PUT', `${keyVaultUrl}?api-version=7.4`, { value: 'hunter2' });
    return this;
  }

  ask(query: Record<string, string> = {}, header?: string, method = 'GET'): Answer {
    const row = this.tables.all<{ header: string }>('identityEndpoints')[0];
    const all = { 'api-version': '2019-08-01', resource: 'https://vault.azure.net', ...query };
    const url = `http://localhost:42356/msi/token?${new URLSearchParams(all).toString()}`;
    return this.send(method, url, undefined, {
      headers: { 'x-identity-header': header ?? row?.header ?? '' },
      origin: { type: 'run', entry: 1, host: appId() },
    });
  }
}
