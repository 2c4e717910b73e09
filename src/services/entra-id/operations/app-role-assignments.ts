import * as z from 'zod/mini';
import { isoSeconds } from '#kernel/clock.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { assignmentsTo, defaultRole, principalWith, rolesOf } from '../app-roles.ts';
import { graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf } from '../graph-shapes.ts';
import type { AppPrincipalRow, AppRoleAssignmentRow } from '../models.ts';
import { graphOperation } from './graph-operation.ts';

const table = 'appRoleAssignments';
const read = 'microsoft.directory/servicePrincipals/standard/read';
const write = 'microsoft.directory/servicePrincipals/appRoleAssignedTo/update';

const shape = (row: AppRoleAssignmentRow): Shape => ({
  id: row.id,
  deletedDateTime: null,
  appRoleId: row.appRoleId,
  createdDateTime: isoSeconds(row.createdAt),
  principalDisplayName: row.principalDisplayName,
  principalId: row.principalId,
  principalType: 'ServicePrincipal',
  resourceDisplayName: row.resourceDisplayName,
  resourceId: row.resourceId,
});

type Side = 'appRoleAssignments' | 'appRoleAssignedTo';

const rowsOf = (ctx: Ctx, side: Side, id: string): AppRoleAssignmentRow[] =>
  side === 'appRoleAssignments'
    ? assignmentsTo(ctx.view, id)
    : ctx.view.by<AppRoleAssignmentRow>(table, 'resource', id.toLowerCase());

const found = (ctx: Ctx, input: Input): AppPrincipalRow | undefined =>
  principalWith(ctx.view, input.params['id'] ?? '');
const missing = (input: Input): Outcome => refuse(errors.notFound(input.params['id'] ?? ''));

const list = (side: Side) =>
  graphOperation({
    action: read,
    title:
      side === 'appRoleAssignments' ? 'List app roles of a service principal' : 'List app role assignments of an app',
    method: 'GET',
    path: `/v1.0/servicePrincipals/{id}/${side}`,
    handle(ctx, input) {
      const principal = found(ctx, input);
      if (!principal) return missing(input);
      const context = contextOf(`servicePrincipals('${principal.id}')/${side}`);
      return graphOk({ '@odata.context': context, value: rowsOf(ctx, side, principal.id).map(shape) });
    },
  });

const Assignment = z.object({ principalId: z.string(), resourceId: z.string(), appRoleId: z.string() });

const create = (side: Side) =>
  graphOperation({
    action: write,
    title: 'Assign app role',
    method: 'POST',
    path: `/v1.0/servicePrincipals/{id}/${side}`,
    handle(ctx, input) {
      const parsed = Assignment.safeParse(input.body);
      if (!parsed.success)
        return refuse(errors.missingProperty(String(parsed.error.issues[0]?.path[0] ?? ''), 'AppRoleAssignment'));
      const holder = found(ctx, input);
      if (!holder) return missing(input);
      const { principalId, resourceId, appRoleId } = parsed.data;
      const named = side === 'appRoleAssignments' ? principalId : resourceId;
      if (named.toLowerCase() !== holder.id)
        return refuse(
          errors.invalidValue(side === 'appRoleAssignments' ? 'principalId' : 'resourceId', 'AppRoleAssignment'),
        );
      const principal = principalWith(ctx.view, principalId);
      const resource = principalWith(ctx.view, resourceId);
      if (!principal) return refuse(errors.notFound(principalId));
      if (!resource) return refuse(errors.notFound(resourceId));
      const offered = rolesOf(resource.appId);
      const role = appRoleId.toLowerCase();
      const exists = offered.some(({ id }) => id === role) || (role === defaultRole && !offered.length);
      if (!exists) return refuse(errors.permissionNotFound(resource.id));
      const there = assignmentsTo(ctx.view, principal.id).some(
        (one) => one.resourceId === resource.id && one.appRoleId === role,
      );
      if (there) return refuse(errors.permissionExists());
      const row: AppRoleAssignmentRow = {
        id: ctx.newId('appRoleAssignment', `${principal.id} ${resource.id} ${role}`),
        appRoleId: role,
        principalId: principal.id,
        principalDisplayName: principal.displayName,
        resourceId: resource.id,
        resourceDisplayName: resource.displayName,
        createdAt: ctx.now,
      };
      const context = contextOf('appRoleAssignments/$entity');
      return graphOk({ '@odata.context': context, ...shape(row) }, { status: 201, changes: [put(table, row.id, row)] });
    },
  });

const destroy = (side: Side) =>
  graphOperation({
    action: write,
    title: 'Remove app role',
    method: 'DELETE',
    path: `/v1.0/servicePrincipals/{id}/${side}/{assignment}`,
    handle(ctx, input) {
      const wanted = input.params['assignment'] ?? '';
      const row = rowsOf(ctx, side, input.params['id'] ?? '').find(({ id }) => id === wanted.toLowerCase());
      return row ? ok({ status: 204, changes: [remove(table, row.id)] }) : refuse(errors.notFound(wanted));
    },
  });

const both = ['appRoleAssignments', 'appRoleAssignedTo'] as const;

/**
 * Roles that one application has on another: how an identity is allowed to call Microsoft Graph, since Azure roles say
 * nothing there. Source: "Grant an appRoleAssignment to a service principal" (Microsoft Graph).
 */
export const appRoleAssignmentOperations = both.flatMap((side) => [list(side), create(side), destroy(side)]);
