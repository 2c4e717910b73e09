import { isoSeconds } from '#kernel/clock.ts';
import type { Ctx, RequiresInput } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove, type Refusal } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import { cleared, deletedOf, findDeleted } from '../deleted.ts';
import { collection, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf, servicePrincipalShape, userShape } from '../graph-shapes.ts';
import type { ApplicationRow, AppPrincipalRow, DeletedItemRow, DeletedTable, User } from '../models.ts';
import { shapeIn } from './applications.ts';
import { anyOf, anyOfAt, graphOperation, objectScope } from './graph-operation.ts';
import { findUser } from './users.ts';

const words: Record<DeletedTable, { type: string; read: string; restore: string; purge: string }> = {
  users: {
    type: 'user',
    read: 'microsoft.directory/users/standard/read',
    restore: 'microsoft.directory/users/restore',
    purge: 'microsoft.directory/deletedItems.users/delete',
  },
  applications: {
    type: 'application',
    read: 'microsoft.directory/applications/standard/read',
    restore: 'microsoft.directory/deletedItems.applications/restore',
    purge: 'microsoft.directory/deletedItems.applications/delete',
  },
  servicePrincipals: {
    type: 'servicePrincipal',
    read: 'microsoft.directory/servicePrincipals/standard/read',
    restore: 'microsoft.directory/deletedItems.applications/restore',
    purge: 'microsoft.directory/deletedItems.applications/delete',
  },
};

function shapeOf(view: View, { table, row, deletedAt }: DeletedItemRow, now: number): Shape {
  const shape =
    table === 'users'
      ? userShape(row as User)
      : table === 'applications'
        ? shapeIn(view, row as ApplicationRow)
        : servicePrincipalShape(row as AppPrincipalRow, now);
  return { ...shape, deletedDateTime: isoSeconds(deletedAt) };
}

const itemOf = (ctx: Ctx, params: Record<string, string>): DeletedItemRow | undefined =>
  findDeleted(ctx.view, params['id'] ?? '', ctx.now);

/** The right that the kind of the deleted object asks for; for an id that stands for nothing, any of them. */
const needs =
  (what: 'read' | 'restore' | 'purge') =>
  ({ params, view }: RequiresInput) => {
    const item = view.get<DeletedItemRow>('deletedItems', (params['id'] ?? '').toLowerCase());
    if (!item) return anyOf(...Object.values(words).map((word) => word[what]));
    // At the object itself, because whoever owned an application may bring it back.
    return anyOfAt(objectScope('application', item.id), words[item.table][what]);
  };

const listOf = (table: DeletedTable) =>
  graphOperation({
    action: words[table].read,
    title: `List deleted ${table}`,
    method: 'GET',
    path: `/v1.0/directory/deletedItems/microsoft.graph.${words[table].type}`,
    handle(ctx, input) {
      const shapes = deletedOf(ctx.view, table, ctx.now).map((item) => shapeOf(ctx.view, item, ctx.now));
      const known = shapes[0] ? Object.keys(shapes[0]) : ['id', 'displayName', 'appId', 'deletedDateTime'];
      return collection(input, { type: words[table].type, context: table, shapes, known });
    },
  });

const get = graphOperation({
  action: 'microsoft.directory/deletedItems/read',
  title: 'Get deleted item',
  method: 'GET',
  path: '/v1.0/directory/deletedItems/{id}',
  requires: needs('read'),
  handle(ctx, { params }) {
    const item = itemOf(ctx, params);
    if (!item) return refuse(errors.notFound(params['id'] ?? ''));
    return graphOk({
      '@odata.context': contextOf('directoryObjects/$entity'),
      '@odata.type': `#microsoft.graph.${words[item.table].type}`,
      ...shapeOf(ctx.view, item, ctx.now),
    });
  },
});

/** Whether another object has taken the name meanwhile. */
function taken(view: View, { table, row }: DeletedItemRow): Refusal | undefined {
  if (table === 'users')
    return findUser(view, (row as User).userPrincipalName) && errors.nameTaken('userPrincipalName');
  const { appId } = row as AppPrincipalRow;
  if (table === 'servicePrincipals') {
    if (view.by('servicePrincipals', 'appId', appId).length) return errors.principalNameTaken(appId);
    if (!view.by('applications', 'appId', appId).length) return errors.noBackingApplication(appId);
  }
  return undefined;
}

/** What Azure says about a managed identity that is deleted: visible, neither restorable nor purgeable. */
const ofIdentity = ({ table, row }: DeletedItemRow): boolean =>
  table === 'servicePrincipals' && (row as AppPrincipalRow).servicePrincipalType === 'ManagedIdentity';

const notHere = (method: string, path: string) =>
  refuse(notSimulated({ method, url: `https://graph.microsoft.com${path}` }));

const restore = graphOperation({
  action: 'microsoft.directory/deletedItems/restore',
  title: 'Restore deleted item',
  method: 'POST',
  path: '/v1.0/directory/deletedItems/{id}/restore',
  requires: needs('restore'),
  handle(ctx, { params, url }) {
    const item = itemOf(ctx, params);
    if (!item) return refuse(errors.notFound(params['id'] ?? ''));
    if (ofIdentity(item)) return notHere('POST', url.path);
    const wrong = taken(ctx.view, item);
    if (wrong) return refuse(wrong);
    const { type } = words[item.table];
    const shape = shapeOf(ctx.view, item, ctx.now);
    return graphOk(
      {
        '@odata.context': contextOf('directoryObjects/$entity'),
        '@odata.type': `#microsoft.graph.${type}`,
        ...shape,
        deletedDateTime: null,
      },
      { changes: [put(item.table, item.id, item.row), ...item.links, remove('deletedItems', item.id)] },
    );
  },
});

const purge = graphOperation({
  action: 'microsoft.directory/deletedItems/delete',
  title: 'Permanently delete item',
  method: 'DELETE',
  path: '/v1.0/directory/deletedItems/{id}',
  requires: needs('purge'),
  handle(ctx, { params, url }) {
    const item = itemOf(ctx, params);
    if (!item) return refuse(errors.notFound(params['id'] ?? ''));
    if (ofIdentity(item)) return notHere('DELETE', url.path);
    return ok({ status: 204, changes: [remove('deletedItems', item.id), ...cleared(ctx.view, item.id)] });
  },
});

export const deletedItemOperations = [
  listOf('users'),
  listOf('applications'),
  listOf('servicePrincipals'),
  get,
  restore,
  purge,
];
