import { guidFrom } from '#kernel/ids.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import type { GroupRow, ManagementGroupRow, SubscriptionRow, TenantRow, UserRow } from '#kernel/rows.ts';

/** What stands before any request can be sent: the directory and the subscription, as a lab declares them. */
export interface TenantSeed {
  /** Chance and ids are drawn from it. */
  seed: string;
  /** Virtual time at which the start begins, ISO 8601. */
  startsAt: string;
  tenant: { displayName: string; domain: string };
  subscription: { displayName: string };
  users: {
    userPrincipalName: string;
    displayName: string;
    jobTitle?: string;
    directoryRole?: string;
    signIn?: boolean;
    says?: string;
  }[];
  groups?: { displayName: string; members: string[] }[];
  /** What a request costs, virtual ms; 200 unless a tenant whose time is somebody's real time says 0. */
  latency?: number;
  /** Changes count everywhere at once: for tools that cannot wait for what Azure takes minutes for. */
  propagation?: 'none';
  /** Programs that a web app can run, by name. */
  programs?: Record<string, object>;
}

export const tenantIdFor = (seed: TenantSeed): string => guidFrom(seed.seed, 'tenant', seed.tenant.domain);
export const subscriptionIdFor = (seed: TenantSeed): string =>
  guidFrom(seed.seed, 'subscription', seed.subscription.displayName);
export const userIdFor = (seed: TenantSeed, upn: string): string => guidFrom(seed.seed, 'user', upn);

/** The rows of a fresh tenant. */
export function seedChanges(seed: TenantSeed): Change[] {
  const tenantId = tenantIdFor(seed);
  const subscriptionId = subscriptionIdFor(seed);
  const createdAt = Date.parse(seed.startsAt);
  const rootGroup = `/providers/Microsoft.Management/managementGroups/${tenantId}`;
  const { propagation } = seed;
  const tenant: TenantRow = { tenantId, ...seed.tenant, ...(propagation && { propagation }) };
  const root: ManagementGroupRow = { id: rootGroup, name: tenantId, displayName: 'Tenant Root Group' };
  const subscription: SubscriptionRow = {
    subscriptionId,
    displayName: seed.subscription.displayName,
    tenantId,
    state: 'Enabled',
    managementGroup: idKey(rootGroup),
  };
  const changes = [
    put('clock', 'now', { now: createdAt }),
    put('tenants', tenantId, tenant),
    put('managementGroups', idKey(rootGroup), root),
    put('subscriptions', subscriptionId, subscription),
  ];
  for (const { userPrincipalName, displayName, jobTitle, directoryRole } of seed.users) {
    const id = userIdFor(seed, userPrincipalName);
    const user: UserRow = {
      id,
      displayName,
      userPrincipalName,
      accountEnabled: true,
      mail: userPrincipalName,
      createdAt,
    };
    changes.push(put('users', id, jobTitle ? { ...user, jobTitle } : user));
    if (directoryRole)
      changes.push(put('directoryRoles', `${id} ${directoryRole}`, { principalId: id, role: directoryRole }));
  }
  for (const { displayName, members } of seed.groups ?? []) {
    const id = guidFrom(seed.seed, 'group', displayName);
    const group: GroupRow = { id, displayName, mailNickname: displayName, securityEnabled: true, createdAt };
    changes.push(put('groups', id, group));
    for (const member of members) {
      const memberId = userIdFor(seed, member);
      changes.push(put('groupMembers', `${id} ${memberId}`, { groupId: id, memberId }));
    }
  }
  for (const [name, program] of Object.entries(seed.programs ?? {})) changes.push(put('programs', name, program));
  return changes;
}
