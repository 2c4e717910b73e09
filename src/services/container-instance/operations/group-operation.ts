import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import type { ResourceGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { groupType } from '../models.ts';

export type Params = Record<string, string>;

export const groupsPath = `/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/${groupType}`;
export const groupPath = `${groupsPath}/{name}`;

/** An operation of Resource Manager that this service answers. */
export const groupOperation = <Body>(operation: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({ surface: 'arm', plane: 'control', ...operation });

export const subscriptionScope = ({ subscriptionId = '' }: Params): string => `/subscriptions/${subscriptionId}`;
export const resourceGroupScope = (params: Params): string =>
  `${subscriptionScope(params)}/resourceGroups/${params['group'] ?? ''}`;

export const findResourceGroup = (ctx: Ctx, params: Params): ResourceGroupRow | undefined =>
  ctx.view.get<ResourceGroupRow>('resourceGroups', idKey(resourceGroupScope(params)));

/** The id of the container group that the path names, in its resource group's own spelling where that is there. */
export const idIn = (ctx: Ctx, params: Params): string =>
  `${findResourceGroup(ctx, params)?.id ?? resourceGroupScope(params)}/providers/${groupType}/${params['name'] ?? ''}`;
