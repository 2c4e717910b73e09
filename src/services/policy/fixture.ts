import { group, subscription, TestTenant, type Answer } from '../test-tenant.ts';

/** For the tests of this folder: a tenant with somebody who may write, and policies that the lab's start sets. */
export const writer = '33333333-3333-4333-8333-333333333333';
export const builtIn = (name: string): string => `/providers/Microsoft.Authorization/policyDefinitions/${name}`;
export const allowedLocations = builtIn('e56962a6-4747-49cd-b67b-bf8b01975c4c');
export const noSharedKey = builtIn('8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54');
export const requireTag = builtIn('871b6d14-10aa-478d-b590-94f262ecfa99');
export const addTag = builtIn('4f9dc7db-30c1-420c-b61a-e1d640128d26');
export const assignmentAt = (scope: string, name = 'a1'): string =>
  `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
export const definitionAt = (scope: string, name = 'd1'): string =>
  `${scope}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
export const account = `${group}/providers/Microsoft.Storage/storageAccounts/st1`;
export const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
export const storage = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' };
export const rules = (policyRule: object, more: object = {}) => ({ properties: { mode: 'All', policyRule, ...more } });
export const named = { field: 'name', like: 'x*' };

export class Policies extends TestTenant {
  readonly #token: string;

  constructor() {
    super();
    this.#token = this.token(writer, 'https://management.azure.com/');
    for (const action of [
      'Microsoft.Storage/storageAccounts/write',
      'Microsoft.ManagedIdentity/userAssignedIdentities/write',
      'Microsoft.Resources/tags/write',
      'Microsoft.Resources/subscriptions/resourceGroups/write',
      'Microsoft.Authorization/roleAssignments/write',
    ])
      this.grant(writer, action);
  }

  assign(
    policyDefinitionId: string,
    parameters: object = {},
    more: object = {},
    scope = subscription,
    rest = {},
  ): Answer {
    const wrapped = Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [key, { value: value as unknown }]),
    );
    const properties = { policyDefinitionId, parameters: wrapped, ...more };
    return this.arm('PUT', assignmentAt(scope), { properties, ...rest });
  }

  write(method: string, path: string, body: unknown): Answer {
    return this.arm(method, path, body, this.#token);
  }
}
