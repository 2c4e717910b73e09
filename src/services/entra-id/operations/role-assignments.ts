import * as z from 'zod/mini';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf } from '../graph-shapes.ts';
import { findObject } from '../membership.ts';
import { linkKey, type DirectoryRoleRow } from '../models.ts';
import { assignmentId, directoryRoles, holdersOf, roleWithTemplate, type DirectoryRole } from '../role-catalogue.ts';
import { graphOperation } from './graph-operation.ts';

const all = 'microsoft.directory/roleAssignments/allProperties/allTasks';
const read = 'microsoft.directory/roleAssignments/standard/read';
const readDefinitions = 'microsoft.directory/roleDefinitions/standard/read';
const at = '/v1.0/roleManagement/directory';
const type = 'unifiedRoleAssignment';
const context = 'roleManagement/directory/roleAssignments';

const shape = ({ templateId }: DirectoryRole, principalId: string): Shape => ({
  id: assignmentId(templateId, principalId),
  principalId,
  directoryScopeId: '/',
  roleDefinitionId: templateId,
});

const shapesIn = (view: View): Shape[] =>
  directoryRoles.flatMap((role) => holdersOf(view, role).map(({ principalId }) => shape(role, principalId)));

const list = graphOperation({
  action: read,
  title: 'List directory role assignments',
  method: 'GET',
  path: `${at}/roleAssignments`,
  handle: (ctx, input) =>
    collection(input, {
      type,
      context,
      shapes: shapesIn(ctx.view),
      known: ['id', 'principalId', 'directoryScopeId', 'roleDefinitionId'],
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get directory role assignment',
  method: 'GET',
  path: `${at}/roleAssignments/{assignment}`,
  handle(ctx, input) {
    const wanted = input.params['assignment'] ?? '';
    const found = shapesIn(ctx.view).find(({ id }) => id === wanted);
    return found ? entity(input, type, context, found) : refuse(errors.notFound(wanted));
  },
});

/** What a directory role is given to, or the refusal: groups must have been made for roles, and none here is. */
export function mayHold(view: View, principalId: string): { principalId: string } | Outcome {
  const object = findObject(view, principalId);
  if (!object) return refuse(errors.notFound(principalId));
  return object.kind === 'group' ? refuse(errors.groupNotAssignable()) : { principalId: object.row.id };
}

export const holding = (role: DirectoryRole, principalId: string): [key: string, row: DirectoryRoleRow] => [
  linkKey(principalId, role.name),
  { principalId, role: role.name },
];

/** Takes a role from who holds it. The last Global Administrator would leave a tenant that nobody can administer. */
export function taken(view: View, role: DirectoryRole, principalId: string, call: { method: string; url: string }) {
  if (role.name === 'Global Administrator' && holdersOf(view, role).length === 1) return refuse(notSimulated(call));
  return ok({ status: 204, changes: [remove('directoryRoles', linkKey(principalId, role.name))] });
}

const Assignment = z.looseObject({
  principalId: z.optional(z.string()),
  roleDefinitionId: z.optional(z.string()),
  directoryScopeId: z.optional(z.string()),
});

const create = graphOperation({
  action: all,
  title: 'Assign directory role',
  method: 'POST',
  path: `${at}/roleAssignments`,
  body: Assignment,
  handle(ctx, { body, url }) {
    const { principalId, roleDefinitionId, directoryScopeId } = body;
    const missing = Object.entries({ principalId, roleDefinitionId, directoryScopeId }).find(([, value]) => !value);
    if (missing) return refuse(errors.missingProperty(missing[0], 'RoleAssignment'));
    // Administrative units and single applications as the scope of a role are not part of this tenant.
    if (directoryScopeId !== '/')
      return refuse(notSimulated({ method: 'POST', url: `https://graph.microsoft.com${url.path}` }));
    const role = roleWithTemplate(roleDefinitionId ?? '');
    if (!role) return refuse(errors.notFound(roleDefinitionId ?? ''));
    const holder = mayHold(ctx.view, principalId ?? '');
    if ('ok' in holder) return holder;
    const [key, row] = holding(role, holder.principalId);
    if (ctx.view.get('directoryRoles', key)) return refuse(errors.conflictingObject());
    const answer = { '@odata.context': contextOf(`${context}/$entity`), ...shape(role, row.principalId) };
    return graphOk(answer, { status: 201, changes: [put('directoryRoles', key, row)] });
  },
});

const destroy = graphOperation({
  action: all,
  title: 'Remove directory role assignment',
  method: 'DELETE',
  path: `${at}/roleAssignments/{assignment}`,
  handle(ctx, { params, url }) {
    const wanted = params['assignment'] ?? '';
    const found = shapesIn(ctx.view).find(({ id }) => id === wanted);
    const role = found && roleWithTemplate(String(found['roleDefinitionId']));
    if (!role) return refuse(errors.notFound(wanted));
    const call = { method: 'DELETE', url: `https://graph.microsoft.com${url.path}` };
    return taken(ctx.view, role, String(found['principalId']), call);
  },
});

const definition = ({ name, templateId, actions }: DirectoryRole): Shape => ({
  id: templateId,
  description: null,
  displayName: name,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId,
  version: '1',
  rolePermissions: [{ allowedResourceActions: actions, condition: null }],
});

const definitions = graphOperation({
  action: readDefinitions,
  title: 'List directory role definitions',
  method: 'GET',
  path: `${at}/roleDefinitions`,
  handle: (_ctx, input) =>
    collection(input, {
      type: 'unifiedRoleDefinition',
      context: 'roleManagement/directory/roleDefinitions',
      shapes: directoryRoles.map(definition),
      known: [
        'id',
        'description',
        'displayName',
        'isBuiltIn',
        'isEnabled',
        'resourceScopes',
        'templateId',
        'version',
        'rolePermissions',
      ],
    }),
});

const getDefinition = graphOperation({
  action: readDefinitions,
  title: 'Get directory role definition',
  method: 'GET',
  path: `${at}/roleDefinitions/{role}`,
  handle(_ctx, input) {
    const wanted = input.params['role'] ?? '';
    const role = roleWithTemplate(wanted);
    return role
      ? entity(input, 'unifiedRoleDefinition', 'roleManagement/directory/roleDefinitions', definition(role))
      : refuse(errors.notFound(wanted));
  },
});

/**
 * Directory roles and who has them. Given to a managed identity, a role lets it act in the directory, which no Azure role
 * does. Source: "Create unifiedRoleAssignment", "List unifiedRoleDefinitions" (Microsoft Graph).
 */
export const roleAssignmentOperations = [list, get, create, destroy, definitions, getDefinition];
