import { groupNotFound, parentNotFound, resourceNotFound, subscriptionNotFound } from './arm-errors.ts';
import { defineOperation, type Ctx, type Input, type Operation } from './define.ts';
import { visible } from './listing.ts';
import { placed } from './regions.ts';
import { ok, refuse, type Outcome, type Refusal } from './result.ts';
import type { ArmResource, ResourceGroupRow } from './rows.ts';
import { idKey } from './scope.ts';
import type { View } from './tables.ts';

export type Params = Record<string, string>;

/** An operation of Resource Manager. */
export const armOperation = <Body>(operation: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({ surface: 'arm', plane: 'control', ...operation });

/** An action on a resource: asked at the resource, whose address it follows by one word. */
export const onParent =
  (action: string): NonNullable<Operation['requires']> =>
  ({ url }) => ({ action, scope: url.path.replace(/\/[^/]+$/, ''), plane: 'control' });

/** The subscription or, where the path names one, the resource group of a path. */
export const scopeOf = ({ subscriptionId = '', group }: Params): string =>
  `/subscriptions/${subscriptionId}${group ? `/resourceGroups/${group}` : ''}`;

/** Whether a provider's global names leave one free: asked of the subscription, answered by `says`. */
export const nameCheck = (
  declared: Pick<Operation, 'action' | 'title' | 'path'>,
  body: Operation<{ name: string }>['body'],
  says: (ctx: Ctx, name: string) => Record<string, unknown>,
): Operation =>
  armOperation<{ name: string }>({
    ...declared,
    path: `/subscriptions/{subscriptionId}/providers/${declared.path}`,
    method: 'POST',
    reads: true,
    ...(body && { body }),
    requires: ({ params }) => ({
      action: declared.action,
      scope: `/subscriptions/${params['subscriptionId']}`,
      plane: 'control',
    }),
    handle: (ctx, input) => ok({ status: 200, body: says(ctx, input.body.name) }),
  });

/** How a row was asked for: alone or in a list, and with which parameters. */
export interface Asked {
  query: Input['query'];
  listed: boolean;
}

/** How a type shows a row. */
export type Shape<Row> = (view: View, row: Row, asked: Asked) => unknown;

/** What the reads are called after; `apart`: the titles of the two lists say what they are lists of. */
export type ReadTitle = string | { one: string; many: string; apart?: true };

const titled = (title: ReadTitle) => {
  const { one, many, apart } = typeof title === 'string' ? { one: title, many: title, apart: undefined } : title;
  const list = (of: string): string => `List ${many}${apart ? ` of a ${of}` : ''}`;
  return { get: `Get ${one}`, group: list('resource group'), subscription: list('subscription') };
};

interface On<Body, Row> extends Omit<Operation<Body>, 'surface' | 'plane' | 'path' | 'handle'> {
  /** What the address has after the resource's own. */
  below?: string;
  handle(ctx: Ctx, input: Input<Body>, row: Row): Outcome;
}

/** What every tracked type in a resource group has: its addresses, and the reads that look alike in all of them. */
export class ArmType<Row extends ArmResource> {
  readonly type: string;
  readonly collection: string;
  readonly path: string;

  constructor(type: string) {
    this.type = type;
    this.collection = `/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/${type}`;
    this.path = `${this.collection}/{name}`;
  }

  find(view: View, id: string): Row | undefined {
    const row = view.get<Row>('resources', idKey(id));
    return row?.type === this.type ? row : undefined;
  }

  /** The id that a path names, its group as the path spells it. */
  idOf(params: Params): string {
    return `${scopeOf(params)}/providers/${this.type}/${params['name'] ?? ''}`;
  }

  /** The resource that a path names: its id in the group's own spelling, and its row. */
  at(ctx: Ctx, params: Params): { id: string; row: Row | undefined } {
    const scope = groupOf(ctx, params)?.id ?? scopeOf(params);
    const id = `${scope}/providers/${this.type}/${params['name'] ?? ''}`;
    return { id, row: this.find(ctx.view, id) };
  }

  /** Why nothing can be made in the group that a path names. */
  noGroup(ctx: Ctx, params: Params): Refusal | undefined {
    return params['group'] && !groupOf(ctx, params) ? groupNotFound(params['group']) : undefined;
  }

  notFound(id: string): Refusal {
    return resourceNotFound(this.type, id);
  }

  /** The row that a path names, or ARM's 404: of the group, of the resource, or of the parent of what lies `below` it. */
  held(ctx: Ctx, params: Params, below = false): Row | Outcome {
    const missing = this.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { row } = this.at(ctx, params);
    return row ?? refuse(below ? parentNotFound(params['name'] ?? '') : this.notFound(this.idOf(params)));
  }

  /** Where a PUT of the path would put it: the row that is there, and the region that is wanted or kept; or ARM's refusal. */
  place(
    ctx: Ctx,
    params: Params,
    location: string | null | undefined,
  ): { refusal: Refusal } | { id: string; name: string; location: string; row: Row | undefined } {
    const group = groupOf(ctx, params);
    if (!group) return { refusal: groupNotFound(params['group'] ?? '') };
    const { id, row } = this.at(ctx, params);
    const name = row?.name ?? params['name'] ?? '';
    const existing = row && { existing: row.location };
    const found = placed(location ?? undefined, { name, type: this.type, group: group.name, ...existing });
    return 'refusal' in found ? found : { id, name, location: found.region, row };
  }

  /** Declares an operation on one resource that must be there; its action is asked at the resource. */
  on<Body>({ below = '', handle, ...rest }: On<Body, Row>): Operation {
    return armOperation<Body>({
      requires: ({ params }) => ({ action: rest.action, scope: this.idOf(params), plane: 'control' }),
      ...rest,
      path: `${this.path}${below}`,
      handle: (ctx, input) => {
        const row = this.held(ctx, input.params);
        return 'ok' in row ? row : handle(ctx, input, row);
      },
    });
  }

  /** List in a group, list in a subscription. `extra`: what the body of a list has beside its rows. */
  lists(title: ReadTitle, shape: Shape<Row>, extra: object = {}): Operation[] {
    const action = `${this.type}/read`;
    const [namespace] = this.type.split('/');
    const list = (title: string, path: string): Operation =>
      armOperation({
        action,
        title,
        method: 'GET',
        path,
        // A group is read at its provider; of a subscription Resource Manager shows what the caller may read, be it nothing.
        requires: ({ params }) =>
          params['group']
            ? { action, scope: `${scopeOf(params)}/providers/${namespace}`, plane: 'control' }
            : undefined,
        handle: (ctx, { params, query }) => {
          const { subscriptionId = '', group } = params;
          if (!group && !ctx.view.get('subscriptions', idKey(subscriptionId)))
            return refuse(subscriptionNotFound(subscriptionId));
          const missing = this.noGroup(ctx, params);
          if (missing) return refuse(missing);
          const below = `${idKey(scopeOf(params))}/`;
          const value = ctx.view
            .all<Row>('resources')
            .filter(({ type, id }) => type === this.type && idKey(id).startsWith(below))
            .filter(visible(ctx, action))
            .map((row) => shape(ctx.view, row, { query, listed: true }));
          return ok({ status: 200, body: { value, ...extra } });
        },
      });
    const { group, subscription } = titled(title);
    return [list(group, this.collection), list(subscription, `/subscriptions/{subscriptionId}/providers/${this.type}`)];
  }

  /** Get, list in a group, list in a subscription. */
  reads(title: ReadTitle, shape: Shape<Row>, extra?: object): Operation[] {
    const get = this.on({
      action: `${this.type}/read`,
      title: titled(title).get,
      method: 'GET',
      handle: (ctx, { query }, row) => ok({ status: 200, body: shape(ctx.view, row, { query, listed: false }) }),
    });
    return [get, ...this.lists(title, shape, extra)];
  }
}

/** The resource group that a path names, in its own spelling. */
export const groupOf = (ctx: Ctx, params: Params): ResourceGroupRow | undefined =>
  ctx.view.get<ResourceGroupRow>('resourceGroups', idKey(scopeOf(params)));
