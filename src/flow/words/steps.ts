import { parseUrl } from '#kernel/http.ts';
import type { FlowRecord } from '#lab/session-client.ts';
import { proofWords } from './proof.ts';
import { isGuid } from './scopes.ts';
import { statusWords } from './outcome.ts';

const short = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(-Math.floor(most / 2))}`;

/** `GET /secrets/db-password`: no host, no query; of a long path the end, of ids the beginning. */
export function lineOf(method: string, url: string): string {
  const path = parseUrl(url)?.path ?? url;
  const names = path.split('/').map((name) => (isGuid(name) ? `${name.slice(0, 8)}…` : name));
  const whole = names.join('/');
  return `${method} ${whole.length <= 44 ? whole : `…/${short(names.slice(-2).join('/'), 42)}`}`;
}

/** What an answer brings, in a few words; undefined where the status says it all. */
export function bringsWords(record: FlowRecord): string | undefined {
  if (record.item.outcome === 'unreachable') return short(record.response.body, 80);
  return record.issued ? `a token for ${record.issued.token.claims.aud}` : undefined;
}

/** The log calls the one at the keyboard `You`: the verb and the capital follow. */
const does = (who: string, verb: string): string =>
  who === 'You' ? `You ${verb}` : `${who} ${verb === 'reach' ? 'reaches' : `${verb}s`}`;
const whom = (who: string): string => (who === 'You' ? 'you' : who);

export const requestSentence = (record: FlowRecord): string => {
  const { item, request } = record;
  const bears = proofWords(record);
  const line = lineOf(request.method, request.url);
  const what = item.summary.startsWith(request.method) ? '' : `: ${item.summary}`;
  return `${does(item.from, 'ask')} ${item.to}${what} (${line})${bears ? `, ${bears}` : ''}.`;
};

export const answerSentence = (record: FlowRecord): string => {
  const { item, response } = record;
  if (item.outcome === 'unreachable') return `${does(item.from, 'reach')} nobody: ${response.body}`;
  const brings = bringsWords(record);
  return `${item.to} answers ${whom(item.from)}: ${statusWords(response.status, item.code)}${brings ? `, ${brings}` : ''}.`;
};

/** A request that the platform makes on the way: its title where it has one, else its line. */
export const insideLabel = (method: string, url: string, title?: string): string => title ?? lineOf(method, url);

const insideAs = { platform: '', caller: ' on behalf of the caller', host: ' with the identity of the host' };

export const insideSentence = (from: string, to: string, label: string, as: keyof typeof insideAs): string =>
  `On the way ${from} asks ${to}${insideAs[as]}: ${label}.`;

export const insideAnswerSentence = (from: string, to: string, status: number, code?: string): string =>
  `${to} answers ${from}: ${statusWords(status, code)}.`;

/** A run without a record: something that is no request of its own. */
export const programSentence = (name: string, summary: string): string => `${name}: ${summary}.`;
