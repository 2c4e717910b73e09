import { describe, expect, it } from 'vitest';
import type { Decision, Permission } from '#kernel/decision.ts';
import type { PortalClient } from './client.ts';
import type { RoleAssignment, RoleDefinition, RolePermissions } from './iam.ts';
import { pendingUntil, samplesOf } from './pending.ts';

const role = (permission: Partial<RolePermissions>): RoleDefinition => ({
  id: '/r',
  name: 'r',
  properties: {
    roleName: 'R',
    type: 'BuiltInRole',
    permissions: [{ actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission }],
  },
});

const assignment = (createdOn: string): RoleAssignment => ({
  id: '/S/providers/Microsoft.Authorization/roleAssignments/1',
  name: '1',
  properties: { roleDefinitionId: '/r', principalId: 'p', scope: '/S', createdOn },
});

const explaining = (effectiveAt: (permission: Permission) => number) =>
  ({
    explain: (_: string, permission: Permission) =>
      Promise.resolve({
        assignments: [{ id: assignment('').id.toLowerCase(), effectiveAt: effectiveAt(permission) }],
      } as unknown as Decision),
  }) as unknown as PortalClient;

const minute = 60_000;

describe('a role is stood for by', () => {
  it.each([
    [{ dataActions: ['M.KV/vaults/secrets/getSecret/action'] }, ['data M.KV/vaults/secrets/getSecret/action']],
    [{ actions: ['*'] }, ['control any']],
    [
      { actions: ['*/read', 'M.Web/sites/read'], dataActions: ['M.KV/*/read'] },
      ['data M.KV/any/read', 'control M.Web/sites/read'],
    ],
    [{}, []],
  ])('%j', (permission, samples) => {
    expect(samplesOf(role(permission), '/S').map(({ plane, action }) => `${plane} ${action}`)).toEqual(samples);
  });
});

describe('an assignment is pending', () => {
  const reader = role({ actions: ['M/read'], dataActions: ['M/get'] });
  const now = Date.parse('2026-01-01T00:00:00Z');
  const fresh = assignment('2026-01-01T00:00:00Z');

  it('until the last of its targets knows of it', async () => {
    const client = explaining(({ plane }) => now + (plane === 'data' ? 4 : 1) * minute);
    expect(await pendingUntil(client, fresh, reader, now)).toBe(now + 4 * minute);
  });

  it('no more once they all do', async () => {
    expect(
      await pendingUntil(
        explaining(() => now),
        fresh,
        reader,
        now,
      ),
    ).toBeUndefined();
  });

  it('never when it is old', async () => {
    const old = assignment('2025-12-31T00:00:00Z');
    expect(
      await pendingUntil(
        explaining(() => now + minute),
        old,
        reader,
        now,
      ),
    ).toBeUndefined();
  });
});
