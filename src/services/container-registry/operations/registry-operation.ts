import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { idKey, resourceGroupOf } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { registryById, registryIdOf, registryType, type RegistryRow } from '../models.ts';

export const registryPath = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${registryType}/{registryName}`;

export const groupAt = (ctx: Ctx, id: string): { id: string; name: string } | undefined =>
  ctx.view.get<{ id: string; name: string }>('resourceGroups', idKey(resourceGroupOf(id) ?? ''));

/** The registry that the path names, or its 404. */
function heldRegistry(ctx: Ctx, { params }: Input): RegistryRow | Outcome {
  const id = registryIdOf(params);
  const group = params['resourceGroupName'] ?? '';
  if (!groupAt(ctx, id)) return refuse(say.groupNotFound(group));
  return registryById(ctx.view, id) ?? refuse(say.registryNotFound(params['registryName'] ?? '', group));
}

type Declared = Pick<Operation, 'action' | 'title' | 'method' | 'body'> & {
  below?: string;
  requires?: Operation['requires'];
  handle(ctx: Ctx, input: Input, registry: RegistryRow): Outcome;
};

/** Declares an operation on one registry: its action is asked at the registry. */
export const onRegistry = ({ action, title, method, below = '', handle, ...rest }: Declared): Operation =>
  defineOperation({
    requires: ({ params }) => ({ action, scope: registryIdOf(params), plane: 'control' }),
    ...rest,
    action,
    title,
    surface: 'arm',
    plane: 'control',
    method,
    path: `${registryPath}${below}`,
    handle(ctx, input) {
      const held = heldRegistry(ctx, input);
      return 'ok' in held ? held : handle(ctx, input, held);
    },
  });

export const validName = (name: string): boolean => /^[a-z0-9]{5,50}$/i.test(name);
