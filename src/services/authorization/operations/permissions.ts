import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { assignmentsOf, judge, Question } from '../judge.ts';
import type { RolePermission } from '../models.ts';
import { roleWith } from '../roles.ts';
import { findScope } from '../scopes.ts';
import { permissionShape } from '../shapes.ts';

/**
 * What the caller may do at a scope: the permission blocks of every role that counts for it there. The portal greys its
 * buttons by this. Source: "Permissions - List For Resource" (Azure REST API reference).
 */
export const listPermissions = defineOperation({
  action: 'Microsoft.Authorization/permissions/read',
  title: 'List all the permissions the caller has at a given scope.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '{scope}/providers/Microsoft.Authorization/permissions',
  requires: () => undefined,
  handle(ctx, { params }) {
    const known = findScope(ctx.view, params.scope || '/');
    if ('code' in known) return refuse(known);
    const question = new Question(ctx.view, ctx.now, { action: '', scope: known.scope, plane: 'control' });
    const blocks: RolePermission[] = [];
    for (const held of assignmentsOf(question, ctx.caller)) {
      const { row } = held;
      const { outcome } = judge(question, held);
      const counts = outcome !== 'other-scope' && outcome !== 'unknown-role';
      if (counts && ctx.now >= row.effectiveAt.arm) blocks.push(...(roleWith(ctx.view, row.roleId)?.permissions ?? []));
    }
    return ok({ status: 200, body: { value: blocks.map(permissionShape) } });
  },
});
