import * as z from 'zod/mini';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { GroupMemberRow, GroupRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf, groupShape } from '../graph-shapes.ts';
import { linkKey, type GroupOwnerRow } from '../models.ts';
import { replicating } from '../replication.ts';
import { anyOf, graphOperation } from './graph-operation.ts';
import { unlinked } from './members.ts';

const read = 'microsoft.directory/groups/standard/read';
const createAny = 'microsoft.directory/groups/create';
const createAsOwner = 'microsoft.directory/groups.security/createAsOwner';

const groupKeys = Object.keys(
  groupShape({ id: '0-0-0-0-0', displayName: '', mailNickname: '', securityEnabled: true, createdAt: 0 }),
);

const findGroup = (view: View, id: string): GroupRow | undefined => view.get<GroupRow>('groups', id.toLowerCase());

const list = graphOperation({
  action: read,
  title: 'List groups',
  method: 'GET',
  path: '/v1.0/groups',
  handle: (ctx, input) =>
    collection(input, {
      type: 'group',
      context: 'groups',
      shapes: ctx.view.all<GroupRow>('groups').map(groupShape),
      known: groupKeys,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get group',
  method: 'GET',
  path: '/v1.0/groups/{id}',
  handle(ctx, input) {
    const group = findGroup(ctx.view, input.params['id'] ?? '');
    return group
      ? entity(input, 'group', 'groups', groupShape(group))
      : refuse(errors.notFound(input.params['id'] ?? ''));
  },
});

const NewGroup = z.looseObject({
  displayName: z.optional(z.string().check(z.minLength(1), z.maxLength(256))),
  description: z.nullish(z.string().check(z.maxLength(1024))),
  mailNickname: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  mailEnabled: z.optional(z.boolean()),
  securityEnabled: z.optional(z.boolean()),
  groupTypes: z.optional(z.array(z.string())),
});

const create = graphOperation({
  action: createAny,
  title: 'Create group',
  method: 'POST',
  path: '/v1.0/groups',
  body: NewGroup,
  requires: () => anyOf(createAny, createAsOwner),
  handle(ctx, { body }) {
    for (const name of ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'] as const)
      if (body[name] === undefined) return refuse(errors.missingProperty(name, 'Group'));
    // Security groups only: Microsoft 365 and mail-enabled groups carry no Azure roles in this tenant.
    if (body.mailEnabled || !body.securityEnabled || body.groupTypes?.length)
      return refuse(notSimulated({ method: 'POST', url: 'https://graph.microsoft.com/v1.0/groups' }));
    const group: GroupRow = {
      id: ctx.newId('group', body.mailNickname ?? ''),
      displayName: body.displayName ?? '',
      mailNickname: body.mailNickname ?? '',
      securityEnabled: true,
      createdAt: ctx.now,
      ...(body.description && { description: body.description }),
    };
    const changes: Change[] = [put('groups', group.id, group), replicating(ctx, group.id)];
    const admin = ctx.decide({ action: createAny, scope: '/', plane: 'control' }, ctx.caller).allowed;
    // Who makes a group without a role that allows it owns it.
    const owner: GroupOwnerRow = { groupId: group.id, ownerId: ctx.caller.principalId };
    if (!admin) changes.push(put('groupOwners', linkKey(group.id, owner.ownerId), owner));
    return graphOk({ '@odata.context': contextOf('groups/$entity'), ...groupShape(group) }, { status: 201, changes });
  },
});

const update = graphOperation({
  action: 'microsoft.directory/groups/basic/update',
  title: 'Update group',
  method: 'PATCH',
  path: '/v1.0/groups/{id}',
  at: 'group',
  body: z.pick(NewGroup, { displayName: true, description: true, mailNickname: true }),
  handle(ctx, { body, params }) {
    const group = findGroup(ctx.view, params['id'] ?? '');
    if (!group) return refuse(errors.notFound(params['id'] ?? ''));
    const { description, ...rest } = group;
    const wanted = body.description === undefined ? description : (body.description ?? undefined);
    const changed: GroupRow = {
      ...rest,
      ...(wanted !== undefined && { description: wanted }),
      ...(body.displayName && { displayName: body.displayName }),
      ...(body.mailNickname && { mailNickname: body.mailNickname }),
    };
    return ok({ status: 204, changes: [put('groups', group.id, changed)] });
  },
});

const destroy = graphOperation({
  action: 'microsoft.directory/groups/delete',
  title: 'Delete group',
  method: 'DELETE',
  path: '/v1.0/groups/{id}',
  at: 'group',
  handle(ctx, { params }) {
    const group = findGroup(ctx.view, params['id'] ?? '');
    if (!group) return refuse(errors.notFound(params['id'] ?? ''));
    const members = ctx.view.by<GroupMemberRow>('groupMembers', 'group', group.id);
    const owners = ctx.view.by<GroupOwnerRow>('groupOwners', 'group', group.id);
    return ok({
      status: 204,
      changes: [
        remove('groups', group.id),
        ...members.map(({ memberId }) => remove('groupMembers', linkKey(group.id, memberId))),
        ...owners.map(({ ownerId }) => remove('groupOwners', linkKey(group.id, ownerId))),
        ...unlinked(ctx.view, group.id),
      ],
    });
  },
});

export const groupOperations = [list, get, create, update, destroy];
