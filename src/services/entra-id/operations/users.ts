import * as z from 'zod/mini';
import type { Ctx, Input } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, type Outcome, type Refusal } from '#kernel/result.ts';
import type { TenantRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import { softlyDeleted } from '../deleted.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf, userDefaults, userShape } from '../graph-shapes.ts';
import type { User } from '../models.ts';
import { replicating } from '../replication.ts';
import { unlinked } from './members.ts';
import { graphOperation } from './graph-operation.ts';

/** The user with this object id or user principal name. */
export const findUser = (view: View, idOrName: string): User | undefined =>
  view.get<User>('users', idOrName.toLowerCase()) ?? view.by<User>('users', 'upn', idOrName.toLowerCase())[0];

const userKeys = Object.keys(
  userShape({ id: '', displayName: '', userPrincipalName: '', accountEnabled: true, createdAt: 0 }),
);

const one = (ctx: Ctx, input: Input, id: string): Outcome => {
  const user = findUser(ctx.view, id);
  return user ? entity(input, 'user', 'users', userShape(user), userDefaults) : refuse(errors.notFound(id));
};

const read = 'microsoft.directory/users/standard/read';

const list = graphOperation({
  action: read,
  title: 'List users',
  method: 'GET',
  path: '/v1.0/users',
  handle: (ctx, input) =>
    collection(input, {
      type: 'user',
      context: 'users',
      shapes: ctx.view.all<User>('users').map(userShape),
      known: userKeys,
      defaults: userDefaults,
    }),
});

const get = graphOperation({
  action: read,
  title: 'Get user',
  method: 'GET',
  path: '/v1.0/users/{id}',
  handle: (ctx, input) => one(ctx, input, input.params['id'] ?? ''),
});

const me = graphOperation({
  action: read,
  title: 'Get signed-in user',
  method: 'GET',
  path: '/v1.0/me',
  // Everyone may read their own entry; an application is told that it has none.
  requires: () => undefined,
  handle: (ctx, input) =>
    ctx.caller.principalType === 'User' ? one(ctx, input, ctx.caller.principalId) : refuse(errors.meNeedsUser()),
});

const text = z.string().check(z.minLength(1), z.maxLength(256));
const NewUser = z.looseObject({
  accountEnabled: z.optional(z.boolean()),
  displayName: z.optional(text),
  givenName: z.nullish(text),
  surname: z.nullish(text),
  jobTitle: z.nullish(text),
  mailNickname: z.optional(text),
  userPrincipalName: z.optional(text),
  passwordProfile: z.optional(z.looseObject({ password: z.string() })),
});
type NewUser = z.infer<typeof NewUser>;

/** What is wrong with the user that is to be made, in the order in which Graph looks. */
function objection(view: View, body: NewUser): Refusal | undefined {
  if (body.accountEnabled === undefined) return errors.missingProperty('accountEnabled', 'User');
  for (const name of ['displayName', 'mailNickname', 'userPrincipalName'] as const)
    if (body[name] === undefined) return errors.missingProperty(name, 'User');
  if (!body.passwordProfile) return errors.passwordMissing();
  const upn = body.userPrincipalName ?? '';
  if (!/^[A-Za-z0-9'._\-!#^~]+@[A-Za-z0-9.-]+$/.test(upn)) return errors.invalidValue('userPrincipalName', 'User');
  const domain = view.get<TenantRow>('tenants', tenantIdOf(view))?.domain.toLowerCase();
  if (upn.split('@')[1]?.toLowerCase() !== domain) return errors.domainNotVerified();
  return findUser(view, upn) ? errors.nameTaken('userPrincipalName') : undefined;
}

const create = graphOperation({
  action: 'microsoft.directory/users/create',
  title: 'Create user',
  method: 'POST',
  path: '/v1.0/users',
  body: NewUser,
  handle(ctx, { body }) {
    const wrong = objection(ctx.view, body);
    if (wrong) return refuse(wrong);
    const userPrincipalName = body.userPrincipalName ?? '';
    const user: User = {
      id: ctx.newId('user', userPrincipalName),
      displayName: body.displayName ?? '',
      userPrincipalName,
      accountEnabled: body.accountEnabled ?? true,
      createdAt: ctx.now,
      ...(body.mailNickname && { mailNickname: body.mailNickname }),
      ...(body.givenName && { givenName: body.givenName }),
      ...(body.surname && { surname: body.surname }),
      ...(body.jobTitle && { jobTitle: body.jobTitle }),
    };
    const shape = userShape(user);
    const shown = Object.fromEntries(userDefaults.map((name) => [name, shape[name]]));
    return graphOk(
      { '@odata.context': contextOf('users/$entity'), ...shown },
      { status: 201, changes: [put('users', user.id, user), replicating(ctx, user.id)] },
    );
  },
});

const Changes = z.omit(NewUser, { userPrincipalName: true });

const update = graphOperation({
  action: 'microsoft.directory/users/basic/update',
  title: 'Update user',
  method: 'PATCH',
  path: '/v1.0/users/{id}',
  body: Changes,
  handle(ctx, { body, params }) {
    const user = findUser(ctx.view, params['id'] ?? '');
    if (!user) return refuse(errors.notFound(params['id'] ?? ''));
    const { accountEnabled, displayName, mailNickname, givenName, surname, jobTitle } = body;
    const wanted = Object.entries({ accountEnabled, displayName, mailNickname, givenName, surname, jobTitle });
    const changed = { ...user, ...Object.fromEntries(wanted.filter(([, value]) => value !== undefined)) };
    const kept = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null));
    return ok({ status: 204, changes: [put('users', user.id, kept)] });
  },
});

const destroy = graphOperation({
  action: 'microsoft.directory/users/delete',
  title: 'Delete user',
  method: 'DELETE',
  path: '/v1.0/users/{id}',
  handle(ctx, { params }) {
    const user = findUser(ctx.view, params['id'] ?? '');
    if (!user) return refuse(errors.notFound(params['id'] ?? ''));
    return ok({ status: 204, changes: softlyDeleted(ctx.view, 'users', user, unlinked(ctx.view, user.id), ctx.now) });
  },
});

export const userOperations = [list, get, me, create, update, destroy];
