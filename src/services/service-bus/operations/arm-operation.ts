import { armOperation as operation, type Params } from '#kernel/arm-type.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import type { Outcome } from '#kernel/result.ts';
import { parseResourceId } from '#kernel/scope.ts';
import { entityById, namespaces, type EntityRow, type NamespaceRow } from '../models.ts';

/** The resource that a path is about: an action and a list are asked at what is above them. */
const resourceOf = (path: string): string =>
  (parseResourceId(path)?.segments.length ?? 0) % 2 === 1 ? path.slice(0, path.lastIndexOf('/')) : path;

/** Declares an operation of Resource Manager; its action is asked at the resource of the address unless it says otherwise. */
export const armOperation = <Body>(declared: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  operation<Body>({
    requires: ({ url }) => ({ action: declared.action, scope: resourceOf(url.path), plane: 'control' }),
    ...declared,
  });

/** Id of the queue, topic or subscription that the path names below its namespace; the namespace's own where it names none. */
export function idBelow({ id }: NamespaceRow, { queueName, topicName, subscriptionName }: Params): string {
  if (queueName !== undefined) return `${id}/queues/${queueName}`;
  if (topicName === undefined) return id;
  return `${id}/topics/${topicName}${subscriptionName === undefined ? '' : `/subscriptions/${subscriptionName}`}`;
}

/** What an operation below a namespace is about: the namespace, the entity where the path names one. */
export interface Below {
  namespace: NamespaceRow;
  entity: EntityRow | undefined;
  /** Id of the entity, there or not; of the namespace where the path names no entity. */
  id: string;
}

/** Runs a handler with what the path names; a namespace that is not there is refused. */
export function below(ctx: Ctx, { params }: Pick<Input, 'params'>, handle: (at: Below) => Outcome): Outcome {
  const namespace = namespaces.held(ctx, params, true);
  if ('ok' in namespace) return namespace;
  const id = idBelow(namespace, params);
  return handle({ namespace, id, entity: entityById(ctx.view, id) });
}
