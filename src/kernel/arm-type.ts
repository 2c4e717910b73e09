import { defineOperation, type Ctx, type Operation } from './define.ts';
import { ok, refuse, type Refusal } from './result.ts';
import type { ArmResource, ResourceGroupRow } from './rows.ts';
import { idKey, nameOf, parseResourceId } from './scope.ts';
import type { View } from './tables.ts';

type Params = Record<string, string>;

/** An operation of Resource Manager. */
export const armOperation = <Body>(operation: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({ surface: 'arm', plane: 'control', ...operation });

/** An action on a resource: asked at the resource, whose address it follows by one word. */
export const onParent =
  (action: string): NonNullable<Operation['requires']> =>
  ({ url }) => ({ action, scope: url.path.replace(/\/[^/]+$/, ''), plane: 'control' });

export const groupNotFound = (name: string): Refusal => ({
  status: 404,
  code: 'ResourceGroupNotFound',
  message: `Resource group '${name}' could not be found.`,
});

/** ARM's words for a tracked resource that is not there. Source: https://aka.ms/ARMResourceNotFoundFix */
export const resourceNotFound = (type: string, id: string): Refusal => ({
  status: 404,
  code: 'ResourceNotFound',
  message: `The Resource '${type}/${nameOf(id)}' under resource group '${parseResourceId(id)?.resourceGroup ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
});

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

  /** The resource that a path names: its id in the group's own spelling, and its row; or ARM's refusal. */
  at(ctx: Ctx, params: Params): { id: string; row: Row | undefined } {
    const scope = scopeOf(params);
    const group = ctx.view.get<ResourceGroupRow>('resourceGroups', idKey(scope))?.id ?? scope;
    const id = `${group}/providers/${this.type}/${params['name'] ?? ''}`;
    return { id, row: this.find(ctx.view, id) };
  }

  /** Why nothing can be made in the group that a path names. */
  noGroup(ctx: Ctx, params: Params): Refusal | undefined {
    return params['group'] && !ctx.view.get('resourceGroups', idKey(scopeOf(params)))
      ? groupNotFound(params['group'])
      : undefined;
  }

  notFound(id: string): Refusal {
    return resourceNotFound(this.type, id);
  }

  /** Get, list in a group, list in a subscription. Titles are Azure's: `Get {title}`. */
  reads(title: string, shape: (view: View, row: Row) => unknown): Operation[] {
    const action = `${this.type}/read`;
    const get = armOperation({
      action,
      title: `Get ${title}`,
      method: 'GET',
      path: this.path,
      handle: (ctx, { params }) => {
        const { id, row } = this.at(ctx, params);
        return row ? ok({ status: 200, body: shape(ctx.view, row) }) : refuse(this.notFound(id));
      },
    });
    const list = (path: string): Operation =>
      armOperation({
        action,
        title: `List ${title}`,
        method: 'GET',
        path,
        requires: ({ params }) => ({ action, scope: scopeOf(params), plane: 'control' }),
        handle: (ctx, { params }) => {
          const missing = this.noGroup(ctx, params);
          if (missing) return refuse(missing);
          const below = `${idKey(scopeOf(params))}/`;
          const rows = ctx.view.all<Row>('resources').filter(({ type, id }) => {
            return type === this.type && idKey(id).startsWith(below);
          });
          return ok({ status: 200, body: { value: rows.map((row) => shape(ctx.view, row)) } });
        },
      });
    return [get, list(this.collection), list(`/subscriptions/{subscriptionId}/providers/${this.type}`)];
  }
}

const scopeOf = ({ subscriptionId = '', group }: Params): string =>
  `/subscriptions/${subscriptionId}${group ? `/resourceGroups/${group}` : ''}`;
