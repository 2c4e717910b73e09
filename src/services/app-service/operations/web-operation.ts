import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import type { ResourceGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findSite, planType, siteType, slotType, type Site } from '../models.ts';

export type Params = Record<string, string>;

const inGroup = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers';
export const sitesPath = `${inGroup}/${siteType}`;
export const sitePath = `${sitesPath}/{name}`;
export const slotPath = `${sitePath}/slots/{slot}`;
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

/** The id of the site that the path names: an app, or a slot of one. */
export const siteIdIn = (ctx: Ctx, params: Params): string =>
  `${idIn(ctx, siteType, params)}${params['slot'] === undefined ? '' : `/slots/${params['slot']}`}`;

/** Carries on with the site of the path, or says that there is none. */
export function withSite(ctx: Ctx, params: Params, then: (site: Site) => Outcome): Outcome {
  const id = siteIdIn(ctx, params);
  const site = findSite(ctx.view, id);
  return site ? then(site) : refuse(errors.notFound(params['slot'] === undefined ? siteType : slotType, id));
}

type OnSite<Body> = Omit<Operation<Body>, 'surface' | 'plane' | 'action' | 'path'>;

/**
 * An operation on a web app and the same on a slot, whose RBAC action is another (`Microsoft.Web/sites/slots/…`). `verb` is
 * the action's end, `rest` the path's. What is asked for by POST is a thing to do: its name is no part of the scope.
 */
export const onSite = <Body>(verb: string, rest: string, operation: OnSite<Body>): Operation[] =>
  [siteType, slotType].map((type) => {
    const action = `${type}/${verb}`;
    const requires: Operation['requires'] = ({ url }) => ({
      action,
      scope: url.path.replace(/\/[^/]+$/, ''),
      plane: 'control',
    });
    return webOperation<Body>({
      action,
      path: `${type === siteType ? sitePath : slotPath}${rest}`,
      ...(operation.method === 'POST' && { requires }),
      ...operation,
    });
  });
