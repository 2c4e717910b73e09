import { completeAz } from './completion/az.ts';
import { completeFiles } from './completion/files.ts';
import { startersOf, wordAt } from './completion/words.ts';
import type { ShellSession } from './session.ts';

/** What Tab offers: `text.slice(from, cursor)` may be replaced by any of the candidates. */
export interface Completion {
  from: number;
  /** In order, without doubles. Each ends as it should stand in the line: a blank after a whole word, `/` after a folder. */
  candidates: string[];
}

/** The candidates at a place in what has been typed. Nothing is sent that would leave an entry in the tenant's log. */
export async function completeText(text: string, cursor: number, session: ShellSession): Promise<Completion> {
  const { from, word, before, quote } = wordAt(text, cursor);
  const [command] = before;
  if (quote === '' && command === undefined && !word.includes('/'))
    return { from, candidates: starting(word, startersOf(session.state)).map((name) => `${name} `) };
  const az = command === 'az' && quote === '' ? await completeAz(before.slice(1), word) : [];
  if (az.length > 0) return { from, candidates: az };
  const { state, files } = session;
  return { from, candidates: await completeFiles(word, quote, state, files) };
}

const starting = (word: string, names: Iterable<string>): string[] =>
  [...new Set(names)].filter((name) => name.startsWith(word)).sort();
