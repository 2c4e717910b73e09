import { defineOperation, type Ctx, type RequiresInput } from '#kernel/define.ts';
import { isGuid } from '#kernel/ids.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove, type Refusal } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { builtInRole } from '../builtin-roles.ts';
import * as errors from '../errors.ts';
import { parseFilter, type Clause } from '../filter.ts';
import { permissionFrom, RoleDefinitionBody, tables, type RoleAssignment, type RoleDefinition } from '../models.ts';
import { allRoles, customRoles, roleWith } from '../roles.ts';
import { scopeChain } from '../scope-chain.ts';
import { findScope, subscriptionPrefix } from '../scopes.ts';
import { roleDefinitionShape } from '../shapes.ts';

const collection = '{scope}/providers/Microsoft.Authorization/roleDefinitions';
const path = `${collection}/{roleDefinitionId}`;
const write = 'Microsoft.Authorization/roleDefinitions/write';
const erase = 'Microsoft.Authorization/roleDefinitions/delete';
const limit = 5000;

/** Whether a role is one of those that the clause asks for; undefined when the clause is not one of Azure's. */
function testOf({ name, value }: Clause): ((role: RoleDefinition) => boolean) | undefined {
  if (name === 'atscopeandbelow') return () => true;
  const wanted = value?.toLowerCase();
  // Asked of every role there is: most are told apart, or found equal, before any letter is made small.
  const isWanted = (text: string): boolean =>
    text === value || (text.length === wanted?.length && text.toLowerCase() === wanted);
  if (name === 'rolename') return ({ roleName }) => isWanted(roleName);
  if (name === 'type') return ({ roleType }) => isWanted(roleType);
  return undefined;
}

/** Roles as text, by the subscription in whose words they are shown: a list of all is a megabyte, and always the same. */
const written = new WeakMap<RoleDefinition, { prefix: string; text: string }>();

function writtenRole(role: RoleDefinition, scope: string): string {
  const prefix = subscriptionPrefix(scope);
  const known = written.get(role);
  if (known?.prefix === prefix) return known.text;
  const text = JSON.stringify(roleDefinitionShape(role, scope));
  written.set(role, { prefix, text });
  return text;
}

/** The long list that was asked for last: whoever asks for all roles gets the same text, not another megabyte. */
let last = { prefix: '', roles: [] as RoleDefinition[], text: '' };

function writtenList(roles: RoleDefinition[], scope: string): string {
  const prefix = subscriptionPrefix(scope);
  const isLast =
    last.prefix === prefix && last.roles.length === roles.length && roles.every((role, at) => role === last.roles[at]);
  if (isLast && roles.length) return last.text;
  const text = `{"value":[${roles.map((role) => writtenRole(role, scope)).join(',')}]}`;
  if (roles.length > 100) last = { prefix, roles, text };
  return text;
}

const listRoles = defineOperation({
  action: 'Microsoft.Authorization/roleDefinitions/read',
  title: 'Get information about a role definition.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: collection,
  requires: ({ params }) => ({
    action: 'Microsoft.Authorization/roleDefinitions/read',
    scope: params.scope || '/',
    plane: 'control',
  }),
  handle(ctx, { params, query }) {
    const known = findScope(ctx.view, params.scope || '/');
    if ('code' in known) return refuse(known);
    const clauses = parseFilter(query('$filter'));
    const tests = clauses?.map(testOf);
    if (!clauses || !tests || tests.includes(undefined)) return refuse(errors.badRequestFormat());
    const chain = new Set(scopeChain(ctx.view, known.scope).map(idKey));
    const below = clauses.some(({ name }) => name === 'atscopeandbelow');
    const isHere = (scope: string): boolean => chain.has(idKey(scope)) || (below && covers(known.scope, scope));
    const rootIsHere = isHere('/');
    const here = ({ assignableScopes }: RoleDefinition): boolean =>
      assignableScopes.some((scope) => (scope === '/' ? rootIsHere : isHere(scope)));
    const roles = allRoles(ctx.view).filter((role) => tests.every((test) => test?.(role)) && here(role));
    return ok({ status: 200, body: writtenList(roles, known.scope) });
  },
});

const getRole = defineOperation({
  action: 'Microsoft.Authorization/roleDefinitions/read',
  title: 'Get information about a role definition.',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const id = params.roleDefinitionId?.toLowerCase() ?? '';
    const role = roleWith(ctx.view, id);
    return role
      ? ok({ status: 200, body: roleDefinitionShape(role, params.scope ?? '') })
      : refuse(errors.roleNotFound(id));
  },
});

/** Writing a custom role needs the right to do so at each of its assignable scopes, old and new. */
function atAssignableScopes(action: string, { url, params, body, view }: RequiresInput) {
  const wanted = RoleDefinitionBody.safeParse(body);
  const old = customRoles(view).find(({ id }) => id === params.roleDefinitionId?.toLowerCase());
  const scopes = [...(wanted.success ? wanted.data.properties.assignableScopes : []), ...(old?.assignableScopes ?? [])];
  const all = [url.path, ...new Set(scopes)];
  return { allOf: all.map((scope) => ({ action, scope, plane: 'control' as const })) };
}

/** An action string names a provider, a type and an operation, or is a wildcard for them. */
const wellFormed = (action: string): boolean => action === '*' || /^[\w.*]+(\/[\w.*$-]+)+$/.test(action.trim());

function objectionTo(ctx: Ctx, id: string, { properties }: RoleDefinitionBody): Refusal | undefined {
  for (const scope of properties.assignableScopes) {
    if (idKey(scope) === '/') return errors.badRequestFormat();
    const known = findScope(ctx.view, scope);
    if ('code' in known) return known;
  }
  const groups = properties.assignableScopes.filter((scope) => /^\/providers\//i.test(scope));
  if (groups.length > 1) return errors.badRequestFormat();
  const actions = properties.permissions.flatMap((one) =>
    Object.values(permissionFrom(one)).flatMap((list) => (Array.isArray(list) ? list : [])),
  );
  const wrong = actions.find((action) => !wellFormed(action));
  if (wrong !== undefined) return errors.invalidAction(wrong);
  const name = properties.roleName.toLowerCase();
  const others = allRoles(ctx.view).filter((role) => role.id !== id);
  if (others.some(({ roleName }) => roleName.toLowerCase() === name)) return errors.sameName();
  return customRoles(ctx.view).length >= limit && !roleWith(ctx.view, id) ? errors.roleLimit() : undefined;
}

const putRole = defineOperation<RoleDefinitionBody>({
  action: write,
  title: 'Create or update custom role definition',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: RoleDefinitionBody,
  requires: (input) => atAssignableScopes(write, input),
  handle(ctx, { params, body, url }) {
    const id = params.roleDefinitionId?.toLowerCase() ?? '';
    if (!isGuid(id)) return refuse(errors.invalidRoleId(id));
    if (builtInRole(id)) return refuse(notSimulated({ method: 'PUT', url: `https://${url.host}${url.path}` }));
    const objection = objectionTo(ctx, id, body);
    if (objection) return refuse(objection);
    const { roleName, description, permissions, assignableScopes } = body.properties;
    const old = roleWith(ctx.view, id);
    const role: RoleDefinition = {
      id,
      roleName,
      roleType: 'CustomRole',
      description: description ?? '',
      assignableScopes,
      permissions: permissions.map(permissionFrom),
      createdAt: old?.createdAt ?? ctx.now,
      updatedAt: ctx.now,
      createdBy: old?.createdBy ?? ctx.caller.principalId,
      updatedBy: ctx.caller.principalId,
    };
    const shape = roleDefinitionShape(role, params.scope ?? '');
    return ok({ status: 201, body: shape, changes: [put(tables.roleDefinitions, id, role)] });
  },
});

const deleteRole = defineOperation({
  action: erase,
  title: 'Delete custom role definition',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  requires: (input) => atAssignableScopes(erase, input),
  handle(ctx, { params, url }) {
    const id = params.roleDefinitionId?.toLowerCase() ?? '';
    if (builtInRole(id)) return refuse(notSimulated({ method: 'DELETE', url: `https://${url.host}${url.path}` }));
    const role = roleWith(ctx.view, id);
    if (!role) return ok({ status: 204 });
    if (ctx.view.by<RoleAssignment>(tables.roleAssignments, 'role', id).length)
      return refuse(errors.roleHasAssignments());
    return ok({
      status: 200,
      body: roleDefinitionShape(role, params.scope ?? ''),
      changes: [remove(tables.roleDefinitions, id)],
    });
  },
});

export const roleDefinitionOperations = [listRoles, getRole, putRole, deleteRole];
