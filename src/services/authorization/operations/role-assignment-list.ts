import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import { parseFilter, type Clause } from '../filter.ts';
import { groupsOf } from '../groups.ts';
import { tables, type RoleAssignment } from '../models.ts';
import { scopeChain } from '../scope-chain.ts';
import { findScope } from '../scopes.ts';
import { roleAssignmentShape } from '../shapes.ts';

type Test = (row: RoleAssignment) => boolean;

/** Whether one clause of the filter lets a row through; undefined when the clause is not one of Azure's. */
function testOf(
  { name, value }: Clause,
  view: View,
  own: (row: RoleAssignment) => boolean,
  callerId: string,
): Test | undefined {
  if (name === 'atscope' && value === undefined) return own;
  if (name === 'principalid' && value !== undefined) return ({ principalId }) => principalId === value.toLowerCase();
  if ((name === 'assignedto' && value !== undefined) || name === 'astarget') {
    const id = name === 'astarget' ? callerId : (value ?? '').toLowerCase();
    const ids = new Set([id, ...groupsOf(view, id).keys()]);
    return ({ principalId }) => ids.has(principalId);
  }
  return undefined;
}

/**
 * Role assignments at a scope, above it and, without `atScope()`, below it.
 * Source: "List Azure role assignments using the REST API".
 */
export const listAssignments = defineOperation({
  action: 'Microsoft.Authorization/roleAssignments/read',
  title: 'Get information about a role assignment.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '{scope}/providers/Microsoft.Authorization/roleAssignments',
  requires: ({ params }) => ({
    action: 'Microsoft.Authorization/roleAssignments/read',
    scope: params.scope || '/',
    plane: 'control',
  }),
  handle(ctx, { params, query }) {
    const known = findScope(ctx.view, params.scope || '/');
    if ('code' in known) return refuse(known);
    const clauses = parseFilter(query('$filter'));
    const above = new Set(scopeChain(ctx.view, known.scope).map(idKey));
    const own: Test = ({ scope }) => above.has(idKey(scope));
    const tests = clauses?.map((clause) => testOf(clause, ctx.view, own, ctx.caller.principalId));
    if (!tests || tests.includes(undefined)) return refuse(errors.badRequestFormat());
    const rows = ctx.view
      .all<RoleAssignment>(tables.roleAssignments)
      .filter((row) => own(row) || covers(known.scope, row.scope))
      .filter((row) => tests.every((test) => test?.(row)));
    return ok({ status: 200, body: { value: rows.map((row) => roleAssignmentShape(row)) } });
  },
});
