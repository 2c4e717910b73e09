import type { InMemoryFs } from 'just-bash/browser';
import { variable, type ShellState } from '../running/shell-state.ts';

const special = /[\s'"\\$`&|;<>()*?[\]{}!#~]/g;

/** A text as it stands in a line behind such a quote: one word, with what bash would take for something else escaped. */
export const inQuotes = (text: string, quote: '' | "'" | '"'): string =>
  quote === '' ? text.replace(special, keepTilde) : `${quote}${text}`;

/** Names of files that begin as the word does, written so that bash reads them as one word. */
export async function completeFiles(
  word: string,
  quote: '' | "'" | '"',
  state: Pick<ShellState, 'directory' | 'variables'>,
  files: Pick<InMemoryFs, 'readdirWithFileTypes' | 'resolvePath' | 'exists'>,
): Promise<string[]> {
  const slash = word.lastIndexOf('/') + 1;
  const folder = word.slice(0, slash);
  const start = word.slice(slash);
  const home = variable(state as ShellState, 'HOME') ?? '/';
  const path = files.resolvePath(state.directory, folder.replace(/^~(?=\/)/, home) || '.');
  if (!(await files.exists(path))) return [];
  const entries = await files.readdirWithFileTypes(path).catch(() => []);
  return entries
    .filter(({ name }) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map(({ name, isDirectory }) => {
      const written = inQuotes(`${folder}${name}`, quote);
      return isDirectory ? `${written}/` : `${written}${quote} `;
    })
    .sort();
}

const keepTilde = (letter: string, at: number): string => (letter === '~' && at === 0 ? letter : `\\${letter}`);
