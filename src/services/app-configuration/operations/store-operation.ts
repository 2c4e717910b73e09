import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { idKey, resourceGroupOf } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { storeById, storeIdOf, storeType, type StoreRow } from '../models.ts';

export const storePath = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${storeType}/{storeName}`;

export const groupAt = (ctx: Ctx, id: string): { id: string; name: string } | undefined =>
  ctx.view.get<{ id: string; name: string }>('resourceGroups', idKey(resourceGroupOf(id) ?? ''));

/** The store that the path names, or its 404. */
function heldStore(ctx: Ctx, { params }: Input): StoreRow | Outcome {
  const id = storeIdOf(params);
  const group = params['resourceGroupName'] ?? '';
  if (!groupAt(ctx, id)) return refuse(say.groupNotFound(group));
  return storeById(ctx.view, id) ?? refuse(say.storeNotFound(params['storeName'] ?? '', group));
}

type Declared = Pick<Operation, 'action' | 'title' | 'method' | 'body' | 'reads'> & {
  below?: string;
  requires?: Operation['requires'];
  handle(ctx: Ctx, input: Input, store: StoreRow): Outcome;
};

/** Declares an operation on one store: its action is asked at the store. */
export const onStore = ({ action, title, method, below = '', handle, ...rest }: Declared): Operation =>
  defineOperation({
    requires: ({ params }) => ({ action, scope: storeIdOf(params), plane: 'control' }),
    ...rest,
    action,
    title,
    surface: 'arm',
    plane: 'control',
    method,
    path: `${storePath}${below}`,
    handle(ctx, input) {
      const held = heldStore(ctx, input);
      return 'ok' in held ? held : handle(ctx, input, held);
    },
  });

export const validName = (name: string): boolean => /^[a-z0-9-]{5,50}$/i.test(name);
