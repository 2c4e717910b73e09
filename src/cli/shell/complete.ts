import { completeAz } from './completion/az.ts';
import { azPlace } from './completion/az-place.ts';
import { completeFiles, inQuotes } from './completion/files.ts';
import { Look } from './completion/look.ts';
import { namesFor } from './completion/names.ts';
import { completeVariables } from './completion/variables.ts';
import { startersOf, wordAt, type WordAtCursor } from './completion/words.ts';
import type { ShellSession } from './session.ts';

type Quote = WordAtCursor['quote'];

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
  const { state, files } = session;
  const variables = completeVariables(word, quote, state);
  if (variables) return { from, candidates: variables };
  if (command === 'az') {
    const az = await completeAzWord(before.slice(1), word, quote, session);
    if (az.length > 0) return { from, candidates: az };
  }
  return { from, candidates: await completeFiles(word, quote, state, files) };
}

/** Words, options and values of az, then names and ids of the tenant, then `@` and a file. */
async function completeAzWord(
  before: readonly string[],
  word: string,
  quote: Quote,
  session: ShellSession,
): Promise<string[]> {
  const known = quote === '' ? await completeAz(before, word) : [];
  if (known.length > 0) return known;
  if (word.startsWith('@') && quote === '') {
    const names = await completeFiles(word.slice(1), quote, session.state, session.files);
    return names.map((name) => `@${name}`);
  }
  const [, option, begun = word] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
  const place = await azPlace(option === undefined ? before : [...before, option]);
  if (!place) return [];
  const start = begun.toLowerCase();
  const names = await namesFor(place, new Look(session.host, session.az));
  const front = option === undefined ? '' : `${option}=`;
  return [...new Set(names)]
    .filter((name) => name.toLowerCase().startsWith(start))
    .sort()
    .map((name) => `${front}${inQuotes(name, quote)}${quote} `);
}

const starting = (word: string, names: Iterable<string>): string[] =>
  [...new Set(names)].filter((name) => name.startsWith(word)).sort();
