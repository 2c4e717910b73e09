import { defineOperation, type Ctx, type Input, type RequiresInput } from '#kernel/define.ts';
import { isGuid } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import type { GroupRow, ServicePrincipalRow, UserRow } from '#kernel/rows.ts';
import { isAtOnce } from '#kernel/platform.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import { assignmentState } from '../assignment-life.machine.ts';
import { checkCondition, checkLimit, checkPrincipal, checkRole, isLastOwner } from '../assignment-rules.ts';
import * as errors from '../errors.ts';
import { RoleAssignmentBody, tables, targetServices, type RevokedAssignment, type RoleAssignment } from '../models.ts';
import { propagation } from '../propagation.ts';
import { roleIdIn } from '../roles.ts';
import { decoded } from '../scope-chain.ts';
import { childId, findScope } from '../scopes.ts';
import { roleAssignmentShape } from '../shapes.ts';

const write = 'Microsoft.Authorization/roleAssignments/write';
const erase = 'Microsoft.Authorization/roleAssignments/delete';
const path = '{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}';
const keyIn = ({ scope, roleAssignmentName }: Record<string, string>): string =>
  idKey(childId(decoded(scope || '/'), 'roleAssignments', roleAssignmentName ?? ''));

const byName = (view: View, name: string): RoleAssignment | undefined =>
  view.by<RoleAssignment>(tables.roleAssignments, 'name', name.toLowerCase())[0];

const isRefusal = (value: object): value is Refusal => 'code' in value;

/** Fractions for the propagation of one change of one incarnation of an assignment. */
const draws = (ctx: Ctx, kind: 'grant' | 'revoke', id: string) => {
  const change = ctx.newId(`role-assignment-${kind}`, id);
  return (service: string): number => ctx.chance(kind, change, service);
};

/** Removed assignments that every target has forgotten by now need not be kept. */
const forgotten = ({ view, now }: Ctx): Change[] =>
  view
    .all<RevokedAssignment>(tables.revokedAssignments)
    .filter((row) => targetServices.every((service) => assignmentState(row, service, now) === 'gone'))
    .map((row) => remove(tables.revokedAssignments, `${idKey(row.id)} ${row.revokedAt}`));

/** What an ABAC condition may ask about an assignment that is written or removed. */
const attributesOf = (source: 'request' | 'resource', roleId: string, principalId: string, principalType: string) => {
  const name = (field: string): string => `@${source}[Microsoft.Authorization/roleAssignments:${field}]`;
  return {
    [name('RoleDefinitionId')]: roleId,
    [name('PrincipalId')]: principalId,
    [name('PrincipalType')]: principalType,
  };
};

function requestAttributes({ body, view }: RequiresInput): Record<string, string> | undefined {
  const parsed = RoleAssignmentBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { roleDefinitionId, principalId, principalType } = parsed.data.properties;
  const id = principalId.toLowerCase();
  const known =
    (view.get<UserRow>('users', id) && 'User') ??
    (view.get<GroupRow>('groups', id) && 'Group') ??
    (view.get<ServicePrincipalRow>('servicePrincipals', id) && 'ServicePrincipal');
  return attributesOf(
    'request',
    roleIdIn(roleDefinitionId) ?? roleDefinitionId,
    id,
    principalType ?? known ?? 'Unknown',
  );
}

/** The same name again: description and condition may change, everything else may not. */
function update(ctx: Ctx, existing: RoleAssignment, id: string, body: RoleAssignmentBody): Outcome {
  const { principalId, roleDefinitionId, description, condition, conditionVersion } = body.properties;
  const same =
    idKey(existing.id) === idKey(id) &&
    existing.principalId === principalId.toLowerCase() &&
    existing.roleId === roleIdIn(roleDefinitionId);
  if (!same) return refuse(errors.updateNotPermitted());
  const row: RoleAssignment = {
    ...existing,
    description: description ?? null,
    condition: condition ?? null,
    conditionVersion: condition ? (conditionVersion ?? '2.0') : null,
    updatedAt: ctx.now,
    updatedBy: ctx.caller.principalId,
  };
  return ok({
    status: 200,
    body: roleAssignmentShape(row),
    changes: [put(tables.roleAssignments, idKey(row.id), row)],
  });
}

function create(ctx: Ctx, { params, url, body: { properties } }: Input<RoleAssignmentBody>): Outcome {
  const name = params.roleAssignmentName ?? '';
  if (!isGuid(name)) return refuse(errors.invalidAssignmentId(name));
  const known = findScope(ctx.view, params.scope || '/');
  if (isRefusal(known)) return refuse(known);
  const invalid = checkCondition(properties);
  if (invalid) return refuse(invalid);
  const role = checkRole(ctx.view, properties.roleDefinitionId, known.scope);
  if (isRefusal(role)) return refuse(role);
  const belowGroups = known.subscriptionId !== undefined || known.scope === '/';
  if (!belowGroups && role.roleType === 'CustomRole' && role.permissions.some(({ dataActions }) => dataActions.length))
    return refuse(notSimulated({ method: 'PUT', url: `https://${url.host}${url.path}` }));
  const principalType = checkPrincipal(ctx, properties.principalId, properties.principalType);
  if (typeof principalType !== 'string') return refuse(principalType);
  const id = childId(known.scope, 'roleAssignments', name.toLowerCase());
  const existing = byName(ctx.view, name);
  if (existing) return update(ctx, existing, id, { properties });

  const principalId = properties.principalId.toLowerCase();
  const twin = ctx.view
    .by<RoleAssignment>(tables.roleAssignments, 'principal', principalId)
    .find((row) => row.roleId === role.id && idKey(row.scope) === idKey(known.scope));
  if (twin) return refuse(errors.roleAssignmentExists(twin.name));
  const full = checkLimit(ctx.view, known);
  if (full) return refuse(full);

  const row: RoleAssignment = {
    id,
    name: name.toLowerCase(),
    scope: known.scope,
    roleId: role.id,
    principalId,
    principalType,
    condition: properties.condition ?? null,
    conditionVersion: properties.condition ? (properties.conditionVersion ?? '2.0') : null,
    description: properties.description ?? null,
    delegatedManagedIdentityResourceId: properties.delegatedManagedIdentityResourceId ?? null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    createdBy: ctx.caller.principalId,
    updatedBy: ctx.caller.principalId,
    effectiveAt: propagation('grant', ctx.now, draws(ctx, 'grant', id), isAtOnce(ctx.view)),
  };
  return ok({
    status: 201,
    body: roleAssignmentShape(row, true),
    changes: [...forgotten(ctx), put(tables.roleAssignments, idKey(id), row)],
  });
}

const putAssignment = defineOperation<RoleAssignmentBody>({
  action: write,
  title: 'Create role assignment',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: RoleAssignmentBody,
  requires(input) {
    const attributes = requestAttributes(input);
    return { action: write, scope: input.url.path, plane: 'control', ...(attributes && { attributes }) };
  },
  handle: create,
});

const getAssignment = defineOperation({
  action: 'Microsoft.Authorization/roleAssignments/read',
  title: 'Get information about a role assignment.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<RoleAssignment>(tables.roleAssignments, keyIn(params));
    return row
      ? ok({ status: 200, body: roleAssignmentShape(row) })
      : refuse(errors.assignmentNotFound(params.roleAssignmentName ?? ''));
  },
});

const deleteAssignment = defineOperation({
  action: erase,
  title: 'Delete role assignment',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  requires({ view, params, url }) {
    const row = view.get<RoleAssignment>(tables.roleAssignments, keyIn(params));
    const attributes = row && attributesOf('resource', row.roleId, row.principalId, row.principalType);
    return { action: erase, scope: url.path, plane: 'control', ...(attributes && { attributes }) };
  },
  handle(ctx, { params }) {
    const key = keyIn(params);
    const row = ctx.view.get<RoleAssignment>(tables.roleAssignments, key);
    if (!row) return ok({ status: 204 });
    if (isLastOwner(ctx.view, row)) return refuse(errors.lastAdmin());
    const revoked: RevokedAssignment = {
      ...row,
      revokedAt: ctx.now,
      effectiveUntil: propagation('revoke', ctx.now, draws(ctx, 'revoke', row.id), isAtOnce(ctx.view)),
    };
    return ok({
      status: 200,
      body: roleAssignmentShape(row),
      changes: [
        ...forgotten(ctx),
        remove(tables.roleAssignments, key),
        put(tables.revokedAssignments, `${key} ${ctx.now}`, revoked),
      ],
    });
  },
});

export const roleAssignmentOperations = [putAssignment, getAssignment, deleteAssignment];
