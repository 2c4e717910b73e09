import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { readChain, type LogFault } from '#tenant/action-log/chain.ts';
import type { Entry } from '#tenant/action-log/entry.ts';

/** What stands at the head of a submission. Nothing in it is believed; it says what to fold with. */
export interface SubmissionHead {
  format: 'tenantlab/submission';
  version: 1;
  lab: string;
  labHash: string;
  engine: string;
  /** Who hands it in, as they say. */
  learner: string;
}

export interface Submission {
  head: SubmissionHead;
  entries: Entry[];
}

/** The longest text that is read at all, in characters: a term's worth of entries is far below it. */
export const longestSubmission = 20_000_000;

/**
 * The one text of a submission: JSON, an entry a line, closed by a SHA-256 seal over all that stands before it.
 * The seal finds accidents; what makes a log believable is that folding it again gives what it claims.
 */
export function writeSubmission({ head, entries }: Submission): string {
  const lines = entries.map((entry) => canonical(entry)).join(',\n');
  const body = `{"head":${canonical(head)},\n"entries":[\n${lines}\n],\n`;
  return `${body}"seal":"${sha256Hex(body)}"}\n`;
}

const fault = (message: string, seq = -1): { fault: LogFault } => ({ fault: { seq, message } });

/** Reads a submission from untrusted text. Gives a sentence that says what was expected, what was found and where. */
export function readSubmission(text: string): Submission | { fault: LogFault } {
  if (text.trim() === '') return fault('the file is empty; a submission was expected');
  if (text.length > longestSubmission)
    return fault(
      `the file has ${text.length.toLocaleString('en')} characters; a submission has at most ${longestSubmission.toLocaleString('en')}`,
    );
  const found = /^\{"head":(\{[^\n]*\}),\n"entries":\[\n([\s\S]*)\n\],\n"seal":"([0-9a-f]{64})"\}\n$/.exec(text);
  if (!found) return shapeFault(text);
  const [, headText = '', entriesText = '', seal = ''] = found;
  const chain = readChain(entriesText.split(',\n'));
  if ('fault' in chain) return chain;
  const body = text.slice(0, text.lastIndexOf('"seal":"'));
  if (sha256Hex(body) !== seal)
    return fault('the seal does not match: the head, the seal or the space between entries was changed');
  const head = readHead(headText);
  return typeof head === 'string' ? fault(head) : { head, entries: chain.entries };
}

/** Why a text that is no submission is none. */
function shapeFault(text: string): { fault: LogFault } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const lines = text.split('\n');
    const broken = lines.findIndex((line, at) => at > 1 && line.startsWith('{') && !isJson(line.replace(/,$/, '')));
    if (text.startsWith('{"head":') && broken > 1)
      return fault(`entry ${broken - 2} is not JSON: the file is cut off or was changed there`, broken - 2);
    const why = error instanceof Error ? error.message : 'unreadable';
    return fault(
      text.startsWith('{"head":')
        ? `the file is cut off or was changed: ${why}`
        : `the file is not a submission, it is not even JSON: ${why}`,
    );
  }
  const kind = Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;
  if (kind !== 'an object' || !('head' in (value as object)))
    return fault(
      `the file holds ${kind}, not a submission: it has no "head". Hand in the file that the lab's page saved`,
    );
  return fault(
    'the file is a submission whose line breaks or blanks were changed; hand it in exactly as the page saved it',
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readHead(text: string): SubmissionHead | string {
  const head = JSON.parse(text) as Partial<SubmissionHead>;
  if (head.format !== 'tenantlab/submission')
    return `the head names the format '${String(head.format)}'; 'tenantlab/submission' was expected`;
  if (head.version !== 1) return `the head names version ${String(head.version)} of the format; version 1 was expected`;
  for (const key of ['lab', 'labHash', 'engine', 'learner'] as const)
    if (typeof head[key] !== 'string') return `the head has no text under "${key}"`;
  return head as SubmissionHead;
}
