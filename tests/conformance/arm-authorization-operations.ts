import type { AuthorizationManagementClient } from '@azure/arm-authorization';
import { all } from './transport.ts';
import { group, roleId, roles, subscriptionId, vaultId } from './world.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const name = (n: number): string => `11111111-0000-4000-8000-${String(n).padStart(12, '0')}`;
const custom = name(900);
/** A custom role that is assigned, so that it cannot be deleted. */
export const held = name(901);
/** The owner's own assignment, the only one of its kind. */
const ownership = '00000000-0000-4000-8000-000000000001';

/** A custom role as the client sends it. */
export const definition = {
  roleName: 'Secret lister',
  description: 'Lists',
  roleType: 'CustomRole',
  assignableScopes: [group],
  permissions: [
    {
      actions: [],
      notActions: [],
      dataActions: ['Microsoft.KeyVault/vaults/secrets/readMetadata/action'],
      notDataActions: [],
    },
  ],
};
type Client = AuthorizationManagementClient;
const missing = name(999);

/** `nobody` is refused `works`; `object` is what refuses the owner. */
export const operations: {
  operation: string;
  works(client: Client, principalId: string): Promise<unknown>;
  object(client: Client, principalId: string): Promise<unknown>;
  refusal: [number, string];
}[] = [
  {
    operation: 'roleDefinitions.list',
    works: (c) => all(c.roleDefinitions.list(group)),
    object: (c) => all(c.roleDefinitions.list(group, { filter: 'nonsense eq' })),
    refusal: [400, 'BadRequestFormat'],
  },
  {
    operation: 'roleDefinitions.get',
    works: (c) => c.roleDefinitions.get(group, roles.reader),
    object: (c) => c.roleDefinitions.get(group, missing),
    refusal: [404, 'RoleDefinitionDoesNotExist'],
  },
  {
    operation: 'roleDefinitions.getById',
    works: (c) => c.roleDefinitions.getById(roleId('reader')),
    object: (c) => c.roleDefinitions.getById(roleId('reader').replace(roles.reader, missing)),
    refusal: [404, 'RoleDefinitionDoesNotExist'],
  },
  {
    operation: 'roleDefinitions.createOrUpdate',
    works: (c) => c.roleDefinitions.createOrUpdate(group, custom, definition),
    object: (c) => c.roleDefinitions.createOrUpdate(group, missing, { ...definition, roleName: 'Held role' }),
    refusal: [409, 'RoleDefinitionWithSameNameExists'],
  },
  {
    operation: 'roleDefinitions.delete',
    works: (c) => c.roleDefinitions.delete(group, custom),
    object: (c) => c.roleDefinitions.delete(group, held),
    refusal: [400, 'RoleDefinitionHasAssignments'],
  },
  {
    operation: 'roleAssignments.create',
    works: (c, principalId) =>
      c.roleAssignments.create(`${vaultId}/secrets/s9`, name(9), {
        roleDefinitionId: roleId('secretsUser'),
        principalId,
        principalType: 'ServicePrincipal',
      }),
    object: (c, principalId) =>
      c.roleAssignments.create(`${vaultId}/secrets/s1`, name(10), {
        roleDefinitionId: roleId('secretsUser'),
        principalId,
        principalType: 'ServicePrincipal',
      }),
    refusal: [409, 'RoleAssignmentExists'],
  },
  {
    operation: 'roleAssignments.get',
    works: (c) => c.roleAssignments.get(`${vaultId}/secrets/s1`, name(1)),
    object: (c) => c.roleAssignments.get(vaultId, missing),
    refusal: [404, 'RoleAssignmentNotFound'],
  },
  {
    operation: 'roleAssignments.getById',
    works: (c) =>
      c.roleAssignments.getById(`${vaultId}/secrets/s1/providers/Microsoft.Authorization/roleAssignments/${name(1)}`),
    object: (c) => c.roleAssignments.getById(`${vaultId}/providers/Microsoft.Authorization/roleAssignments/${missing}`),
    refusal: [404, 'RoleAssignmentNotFound'],
  },
  {
    operation: 'roleAssignments.listForScope',
    works: (c) => all(c.roleAssignments.listForScope(vaultId)),
    object: (c) => all(c.roleAssignments.listForScope(vaultId, { filter: 'nonsense eq' })),
    refusal: [400, 'BadRequestFormat'],
  },
  {
    operation: 'roleAssignments.listForSubscription',
    works: (c) => all(c.roleAssignments.listForSubscription()),
    object: (c) => all(c.roleAssignments.listForSubscription({ filter: 'nonsense eq' })),
    refusal: [400, 'BadRequestFormat'],
  },
  {
    operation: 'roleAssignments.delete',
    works: (c) => c.roleAssignments.delete(`${vaultId}/secrets/s2`, name(2)),
    object: (c) => c.roleAssignments.delete(subscription, ownership),
    refusal: [412, 'CannotDeleteLastRbacAdminAssignment'],
  },
];
