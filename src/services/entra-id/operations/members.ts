import * as z from 'zod/mini';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import type { GroupMemberRow, GroupRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { collection } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { typedShape } from '../graph-shapes.ts';
import { allMembersOf, directMembersOf, findObject } from '../membership.ts';
import { linkKey, type DirectoryObject, type DirectoryRoleRow, type GroupOwnerRow } from '../models.ts';
import { graphOperation } from './graph-operation.ts';

/** What a query may name of objects of several types. */
export const mixed = ['id', 'displayName', 'userPrincipalName', 'appId', 'mail', 'description', 'accountEnabled'];

/** A list of objects of several types. */
export const objectList = (ctx: Ctx, input: Input, objects: DirectoryObject[], more: Shape[] = []): Outcome =>
  collection(input, {
    type: 'directoryObject',
    context: 'directoryObjects',
    shapes: [...objects.map((object) => typedShape(object, ctx.now)), ...more],
    known: mixed,
  });

/** The changes that take an object out of every group, as member and owner, and out of its directory roles. */
export const unlinked = (view: View, id: string): Change[] => [
  ...view
    .by<GroupMemberRow>('groupMembers', 'member', id)
    .map(({ groupId }) => remove('groupMembers', linkKey(groupId, id))),
  ...view
    .by<GroupOwnerRow>('groupOwners', 'owner', id)
    .map(({ groupId }) => remove('groupOwners', linkKey(groupId, id))),
  ...view
    .by<DirectoryRoleRow>('directoryRoles', 'principal', id)
    .map(({ role }) => remove('directoryRoles', linkKey(id, role))),
];

const groupId = (input: Input): string => (input.params['id'] ?? '').toLowerCase();

const ownersOf = (view: View, id: string): DirectoryObject[] =>
  view.by<GroupOwnerRow>('groupOwners', 'group', id).flatMap(({ ownerId }) => findObject(view, ownerId) ?? []);

const listing = (path: string, title: string, find: (view: View, id: string) => DirectoryObject[]): Operation =>
  graphOperation({
    action: 'microsoft.directory/groups/standard/read',
    title,
    method: 'GET',
    path: `/v1.0/groups/{id}/${path}`,
    handle: (ctx, input) =>
      ctx.view.get('groups', groupId(input))
        ? objectList(ctx, input, find(ctx.view, groupId(input)))
        : refuse(errors.notFound(input.params['id'] ?? '')),
  });

export const Reference = z.object({ '@odata.id': z.string() });

/** The id of the object that a reference names, or undefined. */
export const referred = ({ '@odata.id': address }: z.infer<typeof Reference>): string | undefined =>
  /\/v1\.0\/(?:directoryObjects|users|groups|servicePrincipals)\/([^/]+)$/i.exec(address)?.[1];

interface Relation {
  property: 'members' | 'owners';
  table: 'groupMembers' | 'groupOwners';
  row(group: string, other: string): object;
  word: string;
}

const relations: Relation[] = [
  {
    property: 'members',
    table: 'groupMembers',
    row: (group, memberId) => ({ groupId: group, memberId }),
    word: 'member',
  },
  { property: 'owners', table: 'groupOwners', row: (group, ownerId) => ({ groupId: group, ownerId }), word: 'owner' },
];

const add = ({ property, table, row, word }: Relation): Operation =>
  graphOperation({
    action: `microsoft.directory/groups/${property}/update`,
    title: `Add group ${word}`,
    method: 'POST',
    path: `/v1.0/groups/{id}/${property}/$ref`,
    at: 'group',
    body: Reference,
    handle(ctx, input) {
      const group = ctx.view.get<GroupRow>('groups', groupId(input));
      if (!group) return refuse(errors.notFound(input.params['id'] ?? ''));
      const id = referred(input.body);
      if (!id) return refuse(errors.invalidValue(property, 'Group'));
      const object = findObject(ctx.view, id);
      if (!object) return refuse(errors.notFound(id));
      if (object.row.id === group.id) return refuse(errors.invalidValue(property, 'Group'));
      const key = linkKey(group.id, object.row.id);
      if (ctx.view.get(table, key)) return refuse(errors.alreadyLinked(property));
      return ok({ status: 204, changes: [put(table, key, row(group.id, object.row.id))] });
    },
  });

const drop = ({ property, table, word }: Relation): Operation =>
  graphOperation({
    action: `microsoft.directory/groups/${property}/update`,
    title: `Remove group ${word}`,
    method: 'DELETE',
    path: `/v1.0/groups/{id}/${property}/{otherId}/$ref`,
    at: 'group',
    handle(ctx, input) {
      const other = (input.params['otherId'] ?? '').toLowerCase();
      if (!ctx.view.get('groups', groupId(input))) return refuse(errors.notFound(input.params['id'] ?? ''));
      const key = linkKey(groupId(input), other);
      if (!ctx.view.get(table, key)) return refuse(errors.notFound(other));
      return ok({ status: 204, changes: [remove(table, key)] });
    },
  });

export const memberOperations = [
  listing('members', 'List group members', directMembersOf),
  listing('transitiveMembers', 'List transitive group members', allMembersOf),
  listing('owners', 'List group owners', ownersOf),
  ...relations.flatMap((relation) => [add(relation), drop(relation)]),
];
