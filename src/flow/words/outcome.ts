import type { LogItem } from '#lab/session-client.ts';

export type Outcome = LogItem['outcome'];

/** How an outcome is said; the icon beside it never stands alone. */
export const outcomeWord: Record<Outcome, string> = {
  ok: 'answered',
  refused: 'refused',
  unreachable: 'unreachable',
  note: 'noted',
};

/** How the outcome of a step is said: a check passes or fails, a request is answered or refused. */
export const stepWord = (kind: string, outcome: Outcome): string =>
  kind === 'check' && outcome !== 'note' ? (outcome === 'ok' ? 'passed' : 'failed') : outcomeWord[outcome];

/** What is added to the sentence of a step for its outcome: nothing where the sentence has said it. */
export const spokenOutcome = (kind: string, outcome: Outcome): string =>
  outcome === 'note' || (outcome === 'ok' && kind !== 'check') ? '' : ` (${stepWord(kind, outcome)})`;

const reasons: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** `403 Forbidden`, `403 ForbiddenByRbac` where the refusal has a code, `no answer` where the network failed. */
export function statusWords(status: number, code?: string): string {
  if (status === 0) return 'no answer';
  return [String(status), code ?? reasons[status]].filter(Boolean).join(' ');
}
