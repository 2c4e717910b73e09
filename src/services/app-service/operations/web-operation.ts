import { resourceNotFound } from '#kernel/arm-errors.ts';
import { armOperation, type Params } from '#kernel/arm-type.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { findSite, sites, siteType, slotType, type Site } from '../models.ts';

export const slotPath = `${sites.path}/slots/{slot}`;

/** The platform takes out every role assignment at a resource that is gone. */
export const sweepScope = (ctx: Ctx, scope: string): void => {
  ctx.send('platform', { method: 'DELETE', url: 'https://platform.internal/authorization/scope', body: { scope } });
};

/** The id of the site that the path names: an app, or a slot of one. */
export const siteIdIn = (ctx: Ctx, params: Params): string =>
  `${sites.at(ctx, params).id}${params['slot'] === undefined ? '' : `/slots/${params['slot']}`}`;

/** Carries on with the site of the path, or says that there is none. */
export function withSite(ctx: Ctx, params: Params, then: (site: Site) => Outcome): Outcome {
  const id = siteIdIn(ctx, params);
  const site = findSite(ctx.view, id);
  return site ? then(site) : refuse(resourceNotFound(params['slot'] === undefined ? siteType : slotType, id));
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
    return armOperation<Body>({
      action,
      path: `${type === siteType ? sites.path : slotPath}${rest}`,
      ...(operation.method === 'POST' && { requires }),
      ...operation,
    });
  });
