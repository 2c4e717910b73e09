import * as z from 'zod/mini';
import type { Ctx, Input } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf } from '../graph-shapes.ts';
import { findObject } from '../membership.ts';
import { linkKey } from '../models.ts';
import {
  activatedId,
  activatedShape,
  directoryRoles,
  holdersOf,
  isActivated,
  roleWithTemplate,
  type DirectoryRole,
} from '../role-catalogue.ts';
import { graphOperation } from './graph-operation.ts';
import { objectList, Reference, referred } from './members.ts';
import { holding, mayHold, taken } from './role-assignments.ts';

const all = 'microsoft.directory/roleAssignments/allProperties/allTasks';
const read = 'microsoft.directory/directoryRoles/standard/read';
const path = '/v1.0/directoryRoles';

const found = (ctx: Ctx, { params }: Input<unknown>): DirectoryRole | undefined =>
  directoryRoles.find(
    (role) => activatedId(ctx.view, role) === (params['id'] ?? '').toLowerCase() && isActivated(ctx.view, role),
  );

const known = ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'];

const list = graphOperation({
  action: read,
  title: 'List activated directory roles',
  method: 'GET',
  path,
  handle: (ctx, input) =>
    collection(input, {
      type: 'directoryRole',
      context: 'directoryRoles',
      shapes: directoryRoles
        .filter((role) => isActivated(ctx.view, role))
        .map((role) => activatedShape(ctx.view, role)),
      known,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get activated directory role',
  method: 'GET',
  path: `${path}/{id}`,
  handle(ctx, input) {
    const role = found(ctx, input);
    return role
      ? entity(input, 'directoryRole', 'directoryRoles', activatedShape(ctx.view, role))
      : refuse(errors.notFound(input.params['id'] ?? ''));
  },
});

const activate = graphOperation({
  action: all,
  title: 'Activate directory role',
  method: 'POST',
  path,
  body: z.looseObject({ roleTemplateId: z.optional(z.string()) }),
  handle(ctx, { body: { roleTemplateId } }) {
    if (!roleTemplateId) return refuse(errors.missingProperty('roleTemplateId', 'DirectoryRole'));
    const role = roleWithTemplate(roleTemplateId);
    if (!role) return refuse(errors.notFound(roleTemplateId));
    if (isActivated(ctx.view, role)) return refuse(errors.conflictingObject());
    const row = { templateId: role.templateId };
    return graphOk(
      { '@odata.context': contextOf('directoryRoles/$entity'), ...activatedShape(ctx.view, role) },
      { status: 201, changes: [put('activatedRoles', role.templateId, row)] },
    );
  },
});

const members = graphOperation({
  action: read,
  title: 'List directory role members',
  method: 'GET',
  path: `${path}/{id}/members`,
  handle(ctx, input) {
    const role = found(ctx, input);
    if (!role) return refuse(errors.notFound(input.params['id'] ?? ''));
    const holders = holdersOf(ctx.view, role).flatMap(({ principalId }) => findObject(ctx.view, principalId) ?? []);
    return objectList(ctx, input, holders);
  },
});

const add = graphOperation({
  action: all,
  title: 'Add directory role member',
  method: 'POST',
  path: `${path}/{id}/members/$ref`,
  body: Reference,
  handle(ctx, input) {
    const role = found(ctx, input);
    if (!role) return refuse(errors.notFound(input.params['id'] ?? ''));
    const id = referred(input.body);
    if (!id) return refuse(errors.invalidValue('members', 'DirectoryRole'));
    const holder = mayHold(ctx.view, id);
    if ('ok' in holder) return holder;
    const [key, row] = holding(role, holder.principalId);
    if (ctx.view.get('directoryRoles', key)) return refuse(errors.alreadyLinked('members'));
    return ok({ status: 204, changes: [put('directoryRoles', key, row)] });
  },
});

const drop = graphOperation({
  action: all,
  title: 'Remove directory role member',
  method: 'DELETE',
  path: `${path}/{id}/members/{otherId}/$ref`,
  handle(ctx, input) {
    const role = found(ctx, input);
    const other = (input.params['otherId'] ?? '').toLowerCase();
    if (!role || !ctx.view.get('directoryRoles', linkKey(other, role.name))) return refuse(errors.notFound(other));
    const call = { method: 'DELETE', url: `https://graph.microsoft.com${input.url.path}` };
    return taken(ctx.view, role, other, call);
  },
});

const templates = graphOperation({
  action: read,
  title: 'List directory role templates',
  method: 'GET',
  path: '/v1.0/directoryRoleTemplates',
  handle: (_ctx, input) =>
    collection(input, {
      type: 'directoryRoleTemplate',
      context: 'directoryRoleTemplates',
      shapes: directoryRoles.map(({ name: displayName, templateId: id }) => ({
        id,
        deletedDateTime: null,
        description: null,
        displayName,
      })),
      known: known.slice(0, -1),
    }),
});

/**
 * The older address of directory roles: a role is activated from its template before it has members.
 * Source: "directoryRole resource type" (Microsoft Graph).
 */
export const activatedRoleOperations = [templates, list, get, activate, members, add, drop];
