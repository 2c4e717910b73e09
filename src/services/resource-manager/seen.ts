import type { Ctx, FaultFacts, Input } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SubscriptionRow } from '#kernel/rows.ts';
import { subscriptionNotFound } from '#kernel/arm-errors.ts';
import { forbid } from './forbid.ts';

/** The subscriptions in which the caller holds any role: Azure shows a subscription to nobody else. */
export function visibleSubscriptions(ctx: Ctx): Set<string> {
  const { principalId, groupIds, kind } = ctx.caller;
  if (kind !== 'token')
    return new Set(ctx.view.all<SubscriptionRow>('subscriptions').map(({ subscriptionId }) => subscriptionId));
  const answer = ctx.send('platform', {
    method: 'POST',
    url: 'https://platform.internal/authorization/visibleSubscriptions',
    body: { principalId, groupIds },
  });
  if (answer.status !== 200) throw new Error(`authorization answered ${answer.status}`);
  return new Set((answer.body as { value: string[] }).value);
}

/** Why the caller may not look into a subscription: it is not there, or the caller holds no role anywhere in it. */
export function unseen(ctx: Ctx, input: Input, action: string): Refusal | undefined {
  const id = input.params.subscriptionId?.toLowerCase() ?? '';
  if (!visibleSubscriptions(ctx).has(id)) {
    if (ctx.caller.kind !== 'token') return subscriptionNotFound(id);
    const lacking = ctx.decide({ action, scope: `/subscriptions/${id}`, plane: 'control' }, ctx.caller);
    const facts: FaultFacts = {
      place: input.place,
      view: ctx.view,
      now: ctx.now,
      url: input.url,
      headers: input.headers,
      caller: ctx.caller,
      action,
    };
    return forbid(lacking, facts);
  }
  return undefined;
}

/** Lists show only what the caller may read. */
export const mayRead = (ctx: Ctx, action: string, scope: string): boolean =>
  ctx.decide({ action, scope, plane: 'control' }, ctx.caller).allowed;
