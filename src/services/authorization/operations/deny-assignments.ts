import { defineOperation } from '#kernel/define.ts';
import { isGuid } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from '../errors.ts';
import { parseFilter } from '../filter.ts';
import {
  allPrincipals,
  DenyAssignmentBody,
  permissionFrom,
  tables,
  type DenyAssignment,
  type RolePermission,
} from '../models.ts';
import { decoded, scopeChain } from '../scope-chain.ts';
import { childId, findScope } from '../scopes.ts';
import { denyAssignmentShape } from '../shapes.ts';

const collection = '{scope}/providers/Microsoft.Authorization/denyAssignments';
const path = `${collection}/{denyAssignmentId}`;
const keyIn = ({ scope, denyAssignmentId }: Record<string, string>): string =>
  idKey(childId(decoded(scope || '/'), 'denyAssignments', denyAssignmentId ?? ''));

/** Source: "List Azure deny assignments", REST API. */
const filters = ['atscope', 'denyassignmentname', 'principalid'];

const listDenies = defineOperation({
  action: 'Microsoft.Authorization/denyAssignments/read',
  title: 'Get information about a deny assignment.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: collection,
  requires: ({ params }) => ({
    action: 'Microsoft.Authorization/denyAssignments/read',
    scope: params.scope || '/',
    plane: 'control',
  }),
  handle(ctx, { params, query }) {
    const known = findScope(ctx.view, params.scope || '/');
    if ('code' in known) return refuse(known);
    const clauses = parseFilter(query('$filter'));
    if (!clauses?.every(({ name }) => filters.includes(name))) return refuse(errors.badRequestFormat());
    const above = new Set(scopeChain(ctx.view, known.scope).map(idKey));
    const onlyAbove = clauses.some(({ name }) => name === 'atscope');
    const valueOf = (filter: string) => clauses.find(({ name }) => name === filter)?.value;
    const wanted = valueOf('denyassignmentname');
    const principal = valueOf('principalid')?.toLowerCase();
    const rows = ctx.view
      .all<DenyAssignment>(tables.denyAssignments)
      .filter(({ scope }) => above.has(idKey(scope)) || (!onlyAbove && covers(known.scope, scope)))
      .filter(({ denyAssignmentName }) => wanted === undefined || denyAssignmentName === wanted)
      .filter(({ principals }) => principal === undefined || principals.some(({ id }) => id === principal));
    return ok({ status: 200, body: { value: rows.map(denyAssignmentShape) } });
  },
});

const getDeny = defineOperation({
  action: 'Microsoft.Authorization/denyAssignments/read',
  title: 'Get information about a deny assignment.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<DenyAssignment>(tables.denyAssignments, keyIn(params));
    return row
      ? ok({ status: 200, body: denyAssignmentShape(row) })
      : refuse(errors.denyNotFound(params.denyAssignmentId ?? ''));
  },
});

/** What a person may deny: writes, deletes and actions of the control plane, to people and applications. */
const allowedToUsers = (
  view: View,
  permissions: RolePermission[],
  principals: { id: string; type: string }[],
): boolean =>
  permissions.every(
    ({ actions, dataActions, notDataActions }) =>
      actions.length > 0 &&
      !dataActions.length &&
      !notDataActions.length &&
      actions.every((action) => /\/(write|delete|action)$/i.test(action)),
  ) && principals.every(({ id, type }) => !/group/i.test(type) && !view.get('groups', id));

const putDeny = defineOperation<DenyAssignmentBody>({
  action: 'Microsoft.Authorization/denyAssignments/write',
  title: 'Create or update deny assignment',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: DenyAssignmentBody,
  handle(ctx, { params, body: { properties } }) {
    const name = params.denyAssignmentId?.toLowerCase() ?? '';
    if (!isGuid(name)) return refuse(errors.badRequestFormat());
    const known = findScope(ctx.view, params.scope || '/');
    if ('code' in known) return refuse(known);
    const id = childId(known.scope, 'denyAssignments', name);
    const old = ctx.view.get<DenyAssignment>(tables.denyAssignments, idKey(id));
    const byAzure = ctx.caller.kind !== 'token';
    const typed = (list: DenyAssignmentBody['properties']['principals'] | null | undefined) =>
      (list ?? []).map((one) => ({
        id: one.id.toLowerCase(),
        type: one.type ?? (one.id === allPrincipals ? 'SystemDefined' : 'Unknown'),
      }));
    const principals = typed(properties.principals);
    const excludePrincipals = typed(properties.excludePrincipals);
    const permissions = properties.permissions.map(permissionFrom);
    // Names are unique at a scope; how another of the same name is refused is not published.
    const twin = ctx.view
      .all<DenyAssignment>(tables.denyAssignments)
      .find(
        (row) => row.id !== id && row.denyAssignmentName === properties.denyAssignmentName && row.scope === known.scope,
      );
    if (twin) return refuse(errors.badRequestFormat());
    if (!byAzure) {
      const everyone = principals.some((principal) => principal.id === allPrincipals);
      const sound = allowedToUsers(ctx.view, permissions, principals) && !(everyone && !excludePrincipals.length);
      if (old?.isSystemProtected || !sound) return refuse(errors.badRequestFormat());
    }
    const row: DenyAssignment = {
      id,
      name,
      denyAssignmentName: properties.denyAssignmentName,
      description: properties.description ?? null,
      scope: known.scope,
      permissions,
      principals,
      excludePrincipals,
      doNotApplyToChildScopes: properties.doNotApplyToChildScopes ?? false,
      isSystemProtected: byAzure && (properties.isSystemProtected ?? false),
      createdAt: old?.createdAt ?? ctx.now,
      updatedAt: ctx.now,
      createdBy: old?.createdBy ?? ctx.caller.principalId,
      updatedBy: ctx.caller.principalId,
    };
    return ok({
      status: old ? 200 : 201,
      body: denyAssignmentShape(row),
      changes: [put(tables.denyAssignments, idKey(id), row)],
    });
  },
});

const deleteDeny = defineOperation({
  action: 'Microsoft.Authorization/denyAssignments/delete',
  title: 'Delete deny assignment',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  handle(ctx, { params, url }) {
    const row = ctx.view.get<DenyAssignment>(tables.denyAssignments, keyIn(params));
    if (!row) return ok({ status: 204 });
    if (row.isSystemProtected && ctx.caller.kind === 'token')
      return refuse(notSimulated({ method: 'DELETE', url: `https://${url.host}${url.path}` }));
    return ok({
      status: 200,
      body: denyAssignmentShape(row),
      changes: [remove(tables.denyAssignments, keyIn(params))],
    });
  },
});

export const denyAssignmentOperations = [listDenies, getDeny, putDeny, deleteDeny];
