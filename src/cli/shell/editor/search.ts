import type { Key } from './keys.ts';
import { withText, type Editor } from './state.ts';

/** The newest entry at or before a place that holds the query. */
function find({ history }: Editor, query: string, from: number): number | undefined {
  for (let entry = Math.min(from, history.length - 1); entry >= 0; entry -= 1)
    if (history[entry]?.includes(query)) return entry;
  return undefined;
}

function look(editor: Editor, query: string, from: number): Editor {
  const found = query === '' ? undefined : find(editor, query, from);
  const entry = found ?? editor.search?.entry ?? editor.history.length;
  const next = { ...editor, search: { query, entry, found: found !== undefined || query === '' } };
  if (found === undefined) return next;
  const text = editor.history[found] ?? '';
  return withText(next, text, text.indexOf(query));
}

/** Ctrl+R: begins to search the history backwards, keeping what was typed. */
export const beginSearch = (editor: Editor): Editor => ({
  ...editor,
  draft: editor.entry === editor.history.length ? editor.text : editor.draft,
  search: { query: '', entry: editor.history.length, found: true },
});

/** `(reverse-i-search)` and what is looked for, in place of the prompt. */
export const searchPrompt = ({ query, found }: NonNullable<Editor['search']>): string =>
  `(${found ? '' : 'failed '}reverse-i-search)\`${query}': `;

const given = (editor: Editor, entry: number): Editor => ({ ...editor, search: undefined, entry });

/** One key of a search. `again` says that the search has ended and the key is still to be done with. */
export function searchKey(editor: Editor, key: Key): { editor: Editor; again: boolean } {
  const { search } = editor;
  if (!search) return { editor, again: true };
  if ('insert' in key) {
    const letters = [...key.insert.replaceAll('\n', ' ')];
    const step = (state: Editor, letter: string): Editor =>
      look(state, (state.search?.query ?? '') + letter, state.search?.entry ?? state.history.length);
    return { editor: letters.reduce(step, editor), again: false };
  }
  switch (key.key) {
    case 'Ctrl+R':
      return { editor: look(editor, search.query, search.entry - 1), again: false };
    case 'Backspace':
      return { editor: look(editor, search.query.slice(0, -1), editor.history.length), again: false };
    case 'Ctrl+G':
    case 'Ctrl+C':
      return { editor: given(withText(editor, editor.draft), editor.history.length), again: false };
    default:
      return { editor: given(editor, search.entry), again: key.key !== 'Escape' };
  }
}
