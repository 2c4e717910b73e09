import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { covers, idKey, subscriptionOf } from '#kernel/scope.ts';
import type { SubscriptionRow } from '#kernel/rows.ts';
import { assignmentsOf, Question } from '../judge.ts';
import { findScope } from '../scopes.ts';
import { tables, type DenyAssignment, type RevokedAssignment, type RoleAssignment } from '../models.ts';

const Scope = z.object({ scope: z.string().check(z.startsWith('/')) });
const Who = z.object({ principalId: z.string(), groupIds: z.array(z.string()) });

/** Something at this scope was deleted: what was granted or denied at it and below goes with it, at once. */
const deleteScope = defineOperation<z.infer<typeof Scope>>({
  action: 'authorization/scope/delete',
  title: 'Forget a scope',
  surface: 'platform',
  plane: 'none',
  method: 'DELETE',
  path: '/authorization/scope',
  body: Scope,
  handle(ctx, { body: { scope } }) {
    const { view } = ctx;
    if (idKey(scope) === '/') throw new Error('the root cannot be deleted');
    const within = (row: { scope: string }): boolean => covers(scope, row.scope);
    const revoked = view.all<RevokedAssignment>(tables.revokedAssignments).filter(within);
    const changes = [
      ...view
        .all<RoleAssignment>(tables.roleAssignments)
        .filter(within)
        .map(({ id }) => remove(tables.roleAssignments, idKey(id))),
      ...revoked.map(({ id, revokedAt }) => remove(tables.revokedAssignments, `${idKey(id)} ${revokedAt}`)),
      ...view
        .all<DenyAssignment>(tables.denyAssignments)
        .filter(within)
        .map(({ id }) => remove(tables.denyAssignments, idKey(id))),
    ];
    // What else hangs on a scope: each knows how to end its own.
    for (const where of ['locks', 'policy'])
      ctx.send('platform', { method: 'DELETE', url: `https://platform.internal/${where}/scope`, body: { scope } });
    return ok({ status: 200, body: { removed: changes.length }, changes });
  },
});

/** A scope as ARM spells it, for services that keep something at scopes; refused as ARM does when it is not there. */
const lookUpScope = defineOperation({
  action: 'authorization/scope/read',
  title: 'Look up a scope',
  surface: 'platform',
  plane: 'none',
  method: 'GET',
  path: '/authorization/scope',
  handle({ view }, { query }) {
    const known = findScope(view, query('scope') ?? '/');
    return 'code' in known ? refuse(known) : ok({ status: 200, body: known });
  },
});

/** The subscriptions that a principal sees: those in which it holds any role at all, inherited or somewhere inside. */
const listVisible = defineOperation<z.infer<typeof Who>>({
  action: 'authorization/subscriptions/read',
  title: 'List visible subscriptions',
  surface: 'platform',
  plane: 'none',
  method: 'POST',
  path: '/authorization/visibleSubscriptions',
  body: Who,
  reads: true,
  handle({ view, now }, { body }) {
    const question = new Question(view, now, { action: '', scope: '/', plane: 'control' });
    const known = assignmentsOf(question, body).filter(({ row }) => now >= row.effectiveAt.arm);
    const inside = new Set(known.map(({ scope }) => subscriptionOf(scope.key)));
    const value = view
      .all<SubscriptionRow>('subscriptions')
      .map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`)
      .filter((id) => {
        const at = new Question(view, now, { action: '', scope: id, plane: 'control' });
        return inside.has(idKey(id)) || known.some(({ scope }) => at.reachedFrom(scope));
      })
      .map((id) => id.slice('/subscriptions/'.length));
    return ok({ status: 200, body: { value } });
  },
});

export const insideOperations = [deleteScope, lookUpScope, listVisible];
