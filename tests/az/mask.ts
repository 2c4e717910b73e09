import { canonical } from '#kernel/canonical.ts';
import type { SentRequest } from './scene.ts';

/** What differs from run to run, by kind: ids that a service or a client draws, times, generated keys. */
const MASKS: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, 'GUID'],
  [/\d{4}-\d\d-\d\d(T|%20| )\d\d(:|%3A)\d\d(:|%3A)\d\d(\.\d+)?(Z|\+00:00|%2B00%3A00)?/g, 'TIME'],
  // Seconds since 1970, as the vault and newer SDKs write when something was made.
  [/(?<="(?:created|updated)": )\d{10}\b/g, 'SECONDS'],
  [/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'TIME'],
  // Base64 of a key's length, but no part of an address or of a resource's id.
  [/(?<![\w.+/-])(?!\/subscriptions|\/providers)[0-9a-zA-Z+/]{42,}={0,2}(?![\w.-])/g, 'SECRET'],
  // The share of a function app ends in what az draws at random.
  [/(?<="WEBSITE_CONTENTSHARE"(?:,"value")?:")[^"]+/g, 'SHARE'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, 'JWT'],
  [/\b0x[0-9a-f]{8,}/gi, 'HEX'],
  // Signed by a key that is drawn for a time: what an account key signs is compared as it is.
  [/(skv=[^&]*&sig=)[^"&\s]+/g, '$1SIGNATURE'],
  // The wheel that az turns while it waits for a container app.
  [/(?:[\r\n][/|\\-] Running \.\.)+(?:[\r\n]\u001b\[K)?/g, ''],
];

/** A text without what differs from run to run; the tenant and the subscription are named. */
export function mask(text: string, { subscriptionId, tenantId }: { subscriptionId: string; tenantId: string }): string {
  const named = text.replaceAll(subscriptionId, 'SUBSCRIPTION').replaceAll(tenantId, 'TENANT');
  return MASKS.reduce((masked, [pattern, word]) => masked.replace(pattern, word), named);
}

/** A body of JSON in its one form: the order of its keys means nothing, and differs between one model class and the next. */
function compactJson(body: string): string {
  try {
    return canonical(JSON.parse(body));
  } catch {
    return body;
  }
}

/** A request on one line: `PUT https://… -> 201 {"location":"westeurope"}`; 599 where no server answered. */
export function requestLine({ method, url, status, body }: SentRequest): string {
  return `${method} ${url} -> ${status || 599}${body ? ` ${compactJson(body)}` : ''}`;
}
