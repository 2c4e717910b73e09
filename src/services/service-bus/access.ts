import type { RequiresInput } from '#kernel/define.ts';
import type { Requirement } from '#kernel/decision.ts';
import { queryValue, type RequestUrl } from '#kernel/http.ts';
import type { View } from '#kernel/tables.ts';
import { namedBy, type Named } from './address.ts';
import { entityById, namespaceAt, namespaceType, type EntityRow, type NamespaceRow, type Right } from './models.ts';

export const sendAction = `${namespaceType}/messages/send/action`;
export const receiveAction = `${namespaceType}/messages/receive/action`;
/** Ours: somebody shows a token before they ask for anything. */
export const claimsAction = `${namespaceType}/claims/action`;

/** The ARM id of what a path names. A name that nothing has is asked as a queue's. */
function scopeOf(view: View, { id }: NamespaceRow, { name, subscription }: Named): string {
  const topic = `${id}/topics/${name}`;
  if (subscription !== undefined) return `${topic}/subscriptions/${subscription}`;
  return entityById(view, topic) ? topic : `${id}/queues/${name}`;
}

/** The queue, topic or subscription that a path names, or undefined. */
export const entityIn = (view: View, namespace: NamespaceRow, named: Named): EntityRow | undefined =>
  entityById(view, scopeOf(view, namespace, named));

/** What a policy or role must allow for an operation; the operation on claims says it in its query. */
export function rightOf(action: string, url: RequestUrl): 'Send' | 'Listen' | undefined {
  if (action === sendAction) return 'Send';
  if (action === receiveAction) return 'Listen';
  return wordOf(queryValue(url, 'action'));
}

const wordOf = (text: string | undefined): 'Send' | 'Listen' | undefined =>
  (['Send', 'Listen'] as const).find((right) => right.toLowerCase() === text?.toLowerCase());

export const rightNamed = (action: string): Right => (action === sendAction ? 'Send' : 'Listen');

/**
 * What a token must be allowed: the data action at the entity. A shared access signature is no principal: no role is asked.
 * Source: "Authenticate and authorize an application with Microsoft Entra ID to access Service Bus entities".
 */
export function requirementOf(action: string, { caller, view, params, url }: RequiresInput): Requirement | undefined {
  const right = rightOf(action, url);
  if (right === undefined || caller.kind === 'credential') return undefined;
  const namespace = namespaceAt(view, params);
  const named = namedBy(params['entity'] ?? '');
  const scope = named ? scopeOf(view, namespace, named) : namespace.id;
  return { action: right === 'Send' ? sendAction : receiveAction, scope, plane: 'data' };
}
