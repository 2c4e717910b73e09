import type { Caller } from '#kernel/define.ts';
import type { AccessPolicy, VaultRow } from './models.ts';

/** Whether Azure RBAC decides about the data of this vault; otherwise its access policies do, and nothing else. */
export const usesRbac = (vault: VaultRow): boolean => vault.properties.enableRbacAuthorization;

export type ObjectKind = 'secrets' | 'keys' | 'certificates';

/** Whether an access policy of the vault gives a permission on its objects to the caller or to one of its groups. */
export function policyAllows(vault: VaultRow, caller: Caller, kind: ObjectKind, permission: string): boolean {
  if (caller.kind !== 'token') return true;
  const principals = [caller.principalId, ...caller.groupIds].map((id) => id.toLowerCase());
  const application = String(caller.token?.claims.appid ?? '').toLowerCase();
  return vault.properties.accessPolicies.some(
    ({ objectId, applicationId, permissions }) =>
      principals.includes(objectId.toLowerCase()) &&
      (!applicationId || applicationId.toLowerCase() === application) &&
      (permissions[kind] ?? []).some((given) => [permission, 'all'].includes(given.toLowerCase())),
  );
}

const same = (a: AccessPolicy, b: AccessPolicy): boolean =>
  a.objectId.toLowerCase() === b.objectId.toLowerCase() &&
  (a.applicationId ?? '').toLowerCase() === (b.applicationId ?? '').toLowerCase();

const kinds = ['keys', 'secrets', 'certificates', 'storage'] as const;

function merge(held: AccessPolicy, given: AccessPolicy, kind: 'add' | 'remove'): AccessPolicy {
  const permissions: Record<string, string[]> = {};
  for (const of of kinds) {
    const [had, has] = [held.permissions[of] ?? [], given.permissions[of] ?? []] as [string[], string[]];
    const now = kind === 'add' ? [...new Set([...had, ...has])] : had.filter((one) => !has.includes(one));
    if (now.length || held.permissions[of]) permissions[of] = now;
  }
  return { ...held, permissions };
}

const isEmpty = ({ permissions }: AccessPolicy): boolean => kinds.every((kind) => !permissions[kind]?.length);

/** The policies after `add`, `replace` or `remove`. Replace exchanges the whole list; remove takes permissions away. */
export function changedPolicies(
  held: AccessPolicy[],
  kind: 'add' | 'replace' | 'remove',
  given: AccessPolicy[],
): AccessPolicy[] {
  if (kind === 'replace') return given;
  const kept = held.map((one) =>
    given.filter((other) => same(one, other)).reduce((sum, other) => merge(sum, other, kind), one),
  );
  if (kind === 'remove') return kept.filter((one) => !isEmpty(one));
  return [...kept, ...given.filter((one) => !held.some((other) => same(one, other)))];
}
