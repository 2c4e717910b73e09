import type { RequestUrl } from '#kernel/http.ts';

/**
 * Addresses of the data plane: `/{entity}/messages/…`, where the entity is a queue, a topic or `{topic}/subscriptions/{name}`,
 * with `/$DeadLetterQueue` for what lies dead there. Source: "Send message", "Peek-lock message", "Receive and delete
 * message", "Delete message", "Unlock message", "Renew lock for a message" of the Service Bus REST reference.
 */
const nowhere = '/not-simulated';
export const deadLetterQueue = '$DeadLetterQueue';

/** Queue or topic, and the subscription where one is named. */
export interface Named {
  name: string;
  subscription?: string;
  dead: boolean;
}

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** What the path of an entity names, or undefined when it has no such form. */
export function namedBy(path: string): Named | undefined {
  const parts = path.split('/').filter(Boolean);
  const dead = same(parts.at(-1), deadLetterQueue);
  if (dead) parts.pop();
  const [name, word, subscription, more] = parts;
  if (name === undefined || name.startsWith('$') || more !== undefined) return undefined;
  if (word === undefined) return { name, dead };
  return same(word, 'subscriptions') && subscription !== undefined ? { name, subscription, dead } : undefined;
}

/** Only what would end the segment is escaped: the router decodes it again. */
const oneSegment = (parts: string[]): string => parts.join('/').replaceAll('%', '%25').replaceAll('/', '%2F');

const lists = ['head', 'batch', 'receive', 'peek', 'deferred'];

/** The path by which the operations here are found: the entity is one segment. */
export function operationPath({ path }: RequestUrl): string {
  const parts = path.split('/').filter(Boolean);
  if (same(parts.at(-1), '$claims'))
    return parts.length === 1 ? '/claims' : `/claims/${oneSegment(parts.slice(0, -1))}`;
  const at = parts.findIndex((part, place) => place > 0 && same(part, 'messages'));
  if (at < 0 || !namedBy(parts.slice(0, at).join('/'))) return nowhere;
  const entity = oneSegment(parts.slice(0, at));
  const [first, second, verb, more] = parts.slice(at + 1);
  if (more !== undefined) return nowhere;
  if (first === undefined) return `/messages/${entity}`;
  if (second === undefined) {
    const list = lists.find((word) => same(first, word));
    return list ? `/${list}/${entity}` : nowhere;
  }
  if (same(first, 'scheduled') && verb === undefined) return `/scheduled/${entity}/${second}`;
  return verb === undefined ? `/lock/${entity}/${first}/${second}` : `/lock/${entity}/${first}/${second}/${verb}`;
}

/** The part of an address before `/messages` or `/$claims`: the entity as the client wrote it. */
export const entityPathOf = ({ path }: RequestUrl): string =>
  path.replace(/^\//, '').replace(/(?:^|\/)(?:messages(?:\/.*)?|\$claims)$/i, '');

/** How Service Bus names a resource in its sentences. */
export const resourceName = (url: RequestUrl): string => `sb://${url.host}/${entityPathOf(url)}`;
