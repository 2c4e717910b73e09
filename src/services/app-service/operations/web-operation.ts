import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import type { ResourceGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { planType, siteType } from '../models.ts';

export type Params = Record<string, string>;

const inGroup = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers';
export const sitesPath = `${inGroup}/${siteType}`;
export const sitePath = `${sitesPath}/{name}`;
export const plansPath = `${inGroup}/${planType}`;
export const planPath = `${plansPath}/{name}`;

/** An operation of Resource Manager that this service answers. */
export const webOperation = <Body>(operation: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({ surface: 'arm', plane: 'control', ...operation });

export const subscriptionScope = ({ subscriptionId = '' }: Params): string => `/subscriptions/${subscriptionId}`;
export const groupScope = (params: Params): string =>
  `${subscriptionScope(params)}/resourceGroups/${params['group'] ?? ''}`;

/** The id of the thing that the path names, in the group's own spelling where the group is there. */
export const idIn = (ctx: Ctx, type: string, params: Params): string =>
  `${findGroup(ctx, params)?.id ?? groupScope(params)}/providers/${type}/${params['name'] ?? ''}`;

export const findGroup = (ctx: Ctx, params: Params): ResourceGroupRow | undefined =>
  ctx.view.get<ResourceGroupRow>('resourceGroups', idKey(groupScope(params)));

/** The platform takes out every role assignment at a resource that is gone. */
export const sweepScope = (ctx: Ctx, scope: string): void => {
  ctx.send('platform', { method: 'DELETE', url: 'https://platform.internal/authorization/scope', body: { scope } });
};
