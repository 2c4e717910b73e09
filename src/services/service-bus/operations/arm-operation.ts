import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { idKey, parseResourceId } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { entityById, namespaceById, namespaceType, type EntityRow, type NamespaceRow } from '../models.ts';

export type Params = Record<string, string>;

export const groupPath = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
export const namespacePath = `${groupPath}/providers/${namespaceType}/{namespaceName}`;

export const groupIdOf = (p: Params): string =>
  `/subscriptions/${p['subscriptionId']}/resourceGroups/${p['resourceGroupName']}`;

/** The resource group that the path names, in its own spelling. */
export const groupOf = (ctx: Ctx, p: Params): { id: string; name: string } | undefined =>
  ctx.view.get('resourceGroups', idKey(groupIdOf(p)));

export const namespaceIdOf = (ctx: Ctx, p: Params): string =>
  `${groupOf(ctx, p)?.id ?? groupIdOf(p)}/providers/${namespaceType}/${p['namespaceName'] ?? ''}`;

/** The resource that a path is about: an action and a list are asked at what is above them. */
const resourceOf = (path: string): string =>
  (parseResourceId(path)?.segments.length ?? 0) % 2 === 1 ? path.slice(0, path.lastIndexOf('/')) : path;

/** Declares an operation of Resource Manager; its action is asked at the resource of the address unless it says otherwise. */
export const armOperation = <Body>(declared: Omit<Operation<Body>, 'surface' | 'plane'>): Operation =>
  defineOperation<Body>({
    surface: 'arm',
    plane: 'control',
    requires: ({ url }) => ({ action: declared.action, scope: resourceOf(url.path), plane: 'control' }),
    ...declared,
  });

/** The namespace that the path names, or its 404: `below` where something inside it was asked for. */
export function heldNamespace(ctx: Ctx, params: Params, below = false): NamespaceRow | Outcome {
  const { resourceGroupName: group = '', namespaceName: name = '' } = params;
  if (!groupOf(ctx, params)) return refuse(say.groupNotFound(group));
  const found = namespaceById(ctx.view, namespaceIdOf(ctx, params));
  return found ?? refuse(below ? say.parentNotFound(name) : say.namespaceNotFound(name, group));
}

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
  const namespace = heldNamespace(ctx, params, true);
  if ('ok' in namespace) return namespace;
  const id = idBelow(namespace, params);
  return handle({ namespace, id, entity: entityById(ctx.view, id) });
}
