import type { HttpResponse } from '#kernel/http.ts';
import type { AmqpError } from './rhea.ts';

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescapeXml = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');

/** The sentence in an answer: `<Detail>` of Service Bus, `error.message` of whoever else answered, or the body as it is. */
function sentenceOf(body: string): string {
  const detail = /<Detail>([\s\S]*?)<\/Detail>/.exec(body)?.[1];
  if (detail !== undefined) return unescapeXml(detail);
  try {
    return (JSON.parse(body) as { error?: { message?: string } }).error?.message ?? body;
  } catch {
    return body;
  }
}

/** Status (and, where one status stands for several conditions, a word of the sentence) to condition; the first that fits. */
const conditions: [status: number, words: RegExp, condition: string][] = [
  [0, /^/, 'amqp:not-found'],
  [401, /^/, 'amqp:unauthorized-access'],
  [403, /disabled/i, 'com.microsoft:entity-disabled'],
  [403, /exceeds the limit/i, 'amqp:link:message-size-exceeded'],
  [403, /quota|maximum size/i, 'amqp:resource-limit-exceeded'],
  [403, /^/, 'amqp:unauthorized-access'],
  [404, /lock supplied is invalid/i, 'com.microsoft:message-lock-lost'],
  [404, /deferred|sequence number/i, 'com.microsoft:message-not-found'],
  [404, /^/, 'amqp:not-found'],
  [410, /^/, 'com.microsoft:message-lock-lost'],
  [413, /^/, 'amqp:link:message-size-exceeded'],
  [400, /^/, 'amqp:not-allowed'],
  [429, /^/, 'com.microsoft:server-busy'],
  [501, /^/, 'amqp:not-implemented'],
  [503, /^/, 'com.microsoft:server-busy'],
];

/**
 * An answer of the front door as AMQP says it: the condition and the service's own sentence.
 * Source: "AMQP errors in Azure Service Bus" (learn.microsoft.com).
 */
export function refusalOf({ status, body }: HttpResponse): AmqpError {
  const description = sentenceOf(body);
  const found = conditions.find(([at, words]) => at === status && words.test(description));
  return { condition: found?.[2] ?? 'amqp:internal-error', description };
}

/** For what AMQP clients may ask and this tenant does not do. */
export const notSimulated = (what: string): AmqpError => ({
  condition: 'amqp:not-implemented',
  description: `NotSimulated: ${what} is not simulated here.`,
});

/** For what the bridge could not do at all: a message that no client of Service Bus sends, a tenant that is gone, a bug. */
export const faultOf = (error: unknown): AmqpError => ({
  condition: 'amqp:internal-error',
  description: error instanceof Error ? error.message : String(error),
});
