import { idKey } from '#kernel/scope.ts';
import { builtInRoles } from '#services/authorization/builtin-roles.ts';
import {
  allPrincipals,
  permissionFrom,
  targetServices,
  type DenyAssignment,
  type RevokedAssignment,
  type RoleAssignment,
  type RoleDefinition,
  type RolePermission,
  type TargetService,
} from '#services/authorization/models.ts';
import type { Random } from '../fuzz/random.ts';
import type { World } from './reference.ts';

/** Small worlds in which most things touch each other: few people, few places, many rules. */
export const start = Date.UTC(2026, 10, 23, 9);
const number = (n: number): string => String(n).padStart(12, '0');
const tenantId = `11111111-1111-4111-8111-${number(1)}`;
export const people = [1, 2, 3].map((n) => `aaaaaaaa-0000-4000-8000-${number(n)}`);
export const groups = [1, 2, 3, 4].map((n) => `bbbbbbbb-0000-4000-8000-${number(n)}`);
const customRoles = [1, 2, 3].map((n) => `eeeeeeee-0000-4000-8000-${number(n)}`);
const gone = `eeeeeeee-0000-4000-8000-${number(9)}`;

const managementGroup = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`;
const subs = ['a', 'b', 'c'].map((letter) => `/subscriptions/${letter.repeat(8)}-0000-4000-8000-${number(0)}`);
const [first = '', second = '', third = ''] = subs;
const rg = `${first}/resourceGroups/rg(1)`;
const vault = `${rg}/providers/Microsoft.KeyVault/vaults/kv`;
const account = `${rg}/providers/Microsoft.Storage/storageAccounts/st`;

/** Where roles are given, the likelier places more than once. */
const places = [
  '/',
  managementGroup(tenantId),
  managementGroup('outer'),
  managementGroup('inner'),
  ...subs,
  ...[first, rg, rg, vault, vault, account],
  `${first}/resourceGroups/rg(1)x`,
  `${vault}/secrets/db`,
  `${vault}2`,
  `${account}/blobServices/default/containers/c`,
];

/** What is asked about. */
const targets = [
  ...[vault, vault, `${vault}/secrets/db`, `${vault}/secrets/other`, `${rg}/providers/Microsoft.KeyVault`],
  ...[account, `${account}/blobServices/default/containers/c`, rg, first, second, third],
  `${rg}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`,
  `${rg}x/providers/Microsoft.KeyVault/vaults/kv`,
  `${second}/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb`,
  `${third}/resourceGroups/rg/providers/Microsoft.Web/sites/web`,
  ...[managementGroup('inner'), managementGroup('outer'), '/'],
];

const control = [
  'Microsoft.KeyVault/vaults/read',
  'Microsoft.KeyVault/vaults/write',
  'Microsoft.KeyVault/vaults/accessPolicies/write',
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Authorization/roleAssignments/delete',
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  'Microsoft.ManagedIdentity/userAssignedIdentities/fic/assign/action',
  'Microsoft.Storage/storageAccounts/listKeys/action',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
];
const data = [
  'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  'Microsoft.KeyVault/vaults/secrets/setSecret/action',
  'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
  'Microsoft.ServiceBus/namespaces/queues/send/action',
  'Microsoft.ServiceBus/namespaces/send/action',
  'Microsoft.AppConfig/configurationStores/keyValues/read',
  'Microsoft.ContainerRegistry/registries/repositories/content/read',
];
const patterns = [
  ...['*', '*/read', '*/write', '*/action', 'Microsoft.KeyVault/*', 'Microsoft.KeyVault/vaults/*', 'Microsoft.*'],
  ...['Microsoft.KeyVault/*/read', 'Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/*/*/read', '*/secrets/*'],
  ...['Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action', 'Microsoft.ServiceBus/*/send/action'],
  ...['Microsoft.ServiceBus/namespaces/*/send/action', 'Microsoft.Authorization/*/Write', '*/vaults/secrets/*/action'],
  ...['Microsoft.Storage/*/read', 'Microsoft.Storage/storageAccounts/list*/action', 'Microsoft.Key?ault/vaults/read'],
];
const often = builtInRoles.filter(({ roleName }) =>
  /^(Owner|Contributor|Reader|Key Vault .*|Storage Blob Data .*|Azure Service Bus Data .*|Managed Identity Operator|Role Based.*|User Access.*)$/.test(
    roleName,
  ),
);
const broad = often.filter(({ roleName }) =>
  /^(Owner|Contributor|Key Vault Admin|Storage Blob Data O|.*Bus Data O)/.test(roleName),
);
const conditional = builtInRoles.filter(({ permissions }) => permissions.some(({ condition }) => condition));

const roleAttribute = 'Microsoft.Authorization/roleAssignments:RoleDefinitionId';
const principalAttribute = 'Microsoft.Authorization/roleAssignments:PrincipalType';
export const attributeValues: Record<string, string[]> = {
  [`@Request[${roleAttribute}]`]: often.slice(0, 6).map(({ id }) => id),
  [`@Resource[${roleAttribute}]`]: often.slice(0, 6).map(({ id }) => id),
  [`@Request[${principalAttribute}]`]: ['User', 'ServicePrincipal', 'group'],
};

/** Some spelling of the same: Azure never minds case. */
export const anyCase = (random: Random, text: string): string =>
  random.chance(0.8) ? text : random.chance(0.5) ? text.toUpperCase() : text.toLowerCase();

const some = <T>(random: Random, items: readonly T[], least: number, most: number): T[] =>
  Array.from({ length: least + random.below(most - least + 1) }, () => random.pick(items));

const pattern = (random: Random, actions: readonly string[]): string =>
  anyCase(random, random.pick(random.chance(0.45) ? actions : patterns));

function comparison(random: Random): string {
  if (random.chance(0.3)) {
    const value = random.pick(['User', 'Service*', "'serviceprincipal'", "'Group'", "'Us?r'"]);
    const operator = random.pick(['StringEquals', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringEqualsIgnoreCase']);
    const many = random.chance(0.5) ? `ForAnyOfAnyValues:${operator} {${value}, 'x'}` : `${operator} ${value}`;
    return `@Request[${principalAttribute}] ${many}`;
  }
  const side = random.pick(['Request', 'Resource', 'Resource', 'Environment']);
  const values = some(random, often.slice(0, 6), 1, 4).map(({ id }) =>
    random.chance(0.5) ? id : id.replaceAll('-', ''),
  );
  const operator = random.pick(['GuidEquals', 'GuidEquals', 'GuidNotEquals', 'DateTimeEquals']);
  const quantifier = random.pick(['ForAnyOfAnyValues', 'ForAnyOfAllValues', 'ForAllOfAnyValues', 'ForAllOfAllValues']);
  return `@${side}[${roleAttribute}] ${quantifier}:${operator} {${values.join(', ')}}`;
}

export function condition(random: Random, depth = 0): string {
  const inner = (): string => condition(random, depth + 1);
  const turn = depth > 2 ? 0 : random.below(7);
  if (turn <= 2) return comparison(random);
  if (turn === 3) return `((!(ActionMatches{'${random.pick([...control, ...data])}'})) OR (${inner()}))`;
  if (turn === 4) return `(${inner()} ${random.pick(['AND', '&&', 'OR', '||'])} ${inner()})`;
  if (turn === 5) return `${random.pick(['!', 'NOT '])}(${inner()})`;
  return random.pick([
    `Exists @Request[${roleAttribute}]`,
    `NotExists @Resource[${roleAttribute}]`,
    `ActionMatches{'${random.pick(patterns)}'}`,
    `SubOperationMatches{'Blob.List'}`,
    `'a' StringEquals 'a'`,
  ]);
}

const block = (random: Random, conditions = 0.25): RolePermission =>
  permissionFrom({
    actions: some(random, control, 0, 3).map(() => pattern(random, control)),
    notActions: some(random, control, 0, 1).map(() => pattern(random, control)),
    dataActions: some(random, data, 0, 3).map(() => pattern(random, data)),
    notDataActions: some(random, data, 0, 1).map(() => pattern(random, data)),
    condition: random.chance(conditions) ? condition(random) : null,
  });

export const customRole = (random: Random, id: string): RoleDefinition => ({
  id,
  roleName: `custom ${id.slice(-1)}`,
  roleType: 'CustomRole',
  description: '',
  assignableScopes: ['/'],
  permissions: some(random, [0], 1, 3).map(() => block(random)),
});

const times = (random: Random, after = [0, 0, 0, 0, 1, 3]): Record<TargetService, number> =>
  Object.fromEntries(targetServices.map((service) => [service, start + random.pick(after)])) as Record<
    TargetService,
    number
  >;

let serial = 0;
export function assignment(random: Random): RoleAssignment {
  const scope = anyCase(random, random.pick(places));
  const name = `dddddddd-0000-4000-8000-${number((serial += 1))}`;
  const fate = random.below(20);
  return {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleId:
      fate === 0
        ? gone
        : fate < 8
          ? random.pick(customRoles)
          : random.pick(fate < 10 ? conditional : fate < 15 ? broad : fate < 19 ? often : builtInRoles).id,
    principalId: random.pick(random.chance(0.6) ? people : groups),
    principalType: 'User',
    condition: random.chance(0.25) ? condition(random) : null,
    conditionVersion: null,
    description: null,
    delegatedManagedIdentityResourceId: null,
    createdAt: start,
    updatedAt: start,
    createdBy: '',
    updatedBy: '',
    effectiveAt: times(random),
  };
}

export const revoked = (random: Random): RevokedAssignment => {
  const revokedAt = start + random.below(5);
  const until = times(random);
  for (const service of targetServices) until[service] = Math.max(until[service], revokedAt) + random.below(3);
  const late = random.chance(0.4) && { effectiveAt: times(random, [1, 2, 3]) };
  return { ...assignment(random), ...late, revokedAt, effectiveUntil: until };
};

const everything = { actions: ['*'], dataActions: ['*'] };

export function deny(random: Random): DenyAssignment {
  const scope = anyCase(
    random,
    random.pick(random.chance(0.6) ? [first, rg, vault, managementGroup('outer')] : places.slice(1)),
  );
  const id = `${scope}/providers/Microsoft.Authorization/denyAssignments/${(serial += 1)}`;
  const excluded = some(random, random.chance(0.5) ? people : groups, 0, 1);
  return {
    id,
    name: String(serial),
    denyAssignmentName: 'no',
    description: null,
    scope,
    permissions: some(random, [0], 1, 2).map(() => ({ ...block(random, 0.6), ...(random.chance(0.5) && everything) })),
    principals: random.chance(0.7) ? [{ id: allPrincipals, type: 'SystemDefined' }] : someone(random),
    excludePrincipals: excluded.map((one) => ({ id: one, type: 'User' })),
    doNotApplyToChildScopes: random.chance(0.25),
    isSystemProtected: false,
    createdAt: start,
    updatedAt: start,
    createdBy: '',
    updatedBy: '',
  };
}

const someone = (random: Random): { id: string; type: string }[] =>
  some(random, [...people, ...groups], 1, 2).map((id) => ({ id, type: 'User' }));

export const questionParts = { control, data, targets };

export function generateWorld(random: Random): World {
  const roles = new Map(builtInRoles.map((role) => [role.id, role]));
  for (const id of customRoles) roles.set(id, customRole(random, id));
  const [g1 = '', g2 = '', g3 = '', g4 = ''] = groups;
  const [ann = '', ben = '', cid = ''] = people;
  const member = (groupId: string, memberId: string) => ({ groupId, memberId });
  return {
    tenantId,
    managementGroups: [
      { id: managementGroup(tenantId), name: tenantId, displayName: 'root' },
      { id: managementGroup('outer'), name: 'outer', displayName: 'o', parent: idKey(managementGroup(tenantId)) },
      { id: managementGroup('inner'), name: 'inner', displayName: 'i', parent: idKey(managementGroup('outer')) },
    ],
    subscriptions: subs.map((id, at) => ({
      subscriptionId: id.slice('/subscriptions/'.length),
      displayName: id,
      tenantId,
      state: 'Enabled',
      ...(at < 2 && { managementGroup: idKey(managementGroup(random.pick(['inner', 'inner', 'outer']))) }),
    })),
    // A ring of groups and a chain of three, so that nesting is met and does not run for ever.
    memberships: [member(g1, ann), member(g2, g1), member(g3, g2), member(g4, ben), member(g4, cid)].concat(
      random.chance(0.5) ? [member(g1, g3), member(g2, cid)] : [],
    ),
    roles,
    assignments: Array.from({ length: 6 + random.below(18) }, () => assignment(random)),
    revoked: Array.from({ length: 1 + random.below(10) }, () => revoked(random)),
    denies: Array.from({ length: random.below(6) }, () => deny(random)),
  };
}
