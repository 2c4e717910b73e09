import { getCommandNames, getNetworkCommandNames } from 'just-bash/browser';
import type { ShellState } from '../running/shell-state.ts';

/** Words that begin a command and are no program. `__` and the like are nobody's to complete. */
const builtins =
  'alias bg break case cd continue declare do done echo elif else esac eval exec exit export false fi for function getopts if let local mapfile popd printf pushd pwd read readonly return select set shift shopt source test then time true type unalias unset until while';

/** Everything that may stand first in a command. */
export const startersOf = ({ functions, variables }: ShellState): string[] => [
  'az',
  'clear',
  'help',
  ...builtins.split(' '),
  ...getCommandNames(),
  ...getNetworkCommandNames(),
  ...functions.map(([name]) => name),
  ...variables.flatMap(([name]) => (name.startsWith('BASH_ALIAS_') ? [name.slice('BASH_ALIAS_'.length)] : [])),
];

/** The word that the cursor is in, without its quotes, and the words of the same command in front of it. */
export interface WordAtCursor {
  /** Where the word begins in the text, with its quotes. */
  from: number;
  word: string;
  before: string[];
  /** The quote that is open at the cursor. */
  quote: '' | "'" | '"';
}

const separator = /^(?:\|\||&&|\|&|[|;&\n(`{]|\$\(|[<>]\()/;
const leading = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', 'time', '{']);

/** Divides the text up to the cursor as far as completion needs it: quotes, escapes, and where a command begins. */
export function wordAt(text: string, cursor: number): WordAtCursor {
  const upTo = text.slice(0, cursor);
  let before: string[] = [];
  let [word, from, quote, inWord] = ['', 0, '' as WordAtCursor['quote'], false];
  const endWord = (): void => {
    if (inWord && !(before.length === 0 && (leading.has(word) || /^[A-Za-z_]\w*=/.test(word)))) before.push(word);
    [word, inWord] = ['', false];
  };
  for (let at = 0; at < upTo.length; at += 1) {
    const letter = upTo[at] ?? '';
    if (!inWord) from = at;
    const opens = quote === "'" ? undefined : (quote === '' ? separator : /^\$\(/).exec(upTo.slice(at))?.[0];
    if (opens !== undefined && !(opens === '{' && inWord)) {
      endWord();
      before = [];
      quote = '';
      at += opens.length - 1;
    } else if (letter === '\\' && quote !== "'") {
      word += upTo[at + 1] === '\n' ? '' : (upTo[at + 1] ?? '');
      inWord ||= upTo[at + 1] !== '\n';
      at += 1;
    } else if (quote !== '') {
      if (letter === quote) quote = '';
      else word += letter;
    } else if (letter === "'" || letter === '"') [quote, inWord] = [letter, true];
    else if (/\s/.test(letter)) endWord();
    else if (letter === ')') [before, word, inWord] = [[''], '', false];
    else if (letter === '<' || letter === '>') endWord();
    else [word, inWord] = [word + letter, true];
  }
  if (!inWord) from = cursor;
  return { from, word, before, quote };
}
