import type { Editor } from './state.ts';
import { withText } from './state.ts';
import { after, before, blankWordBefore, lineAround, lineStep, wordAfter, wordBefore } from './text-motion.ts';

const to = (editor: Editor, cursor: number): Editor => ({ ...editor, cursor });

const cut = (editor: Editor, from: number, until: number): Editor =>
  withText(editor, editor.text.slice(0, from) + editor.text.slice(until), from);

/** Cuts and keeps what is cut for Ctrl+Y; cuts that follow each other are kept together. */
function kill(editor: Editor, from: number, until: number): Editor {
  const taken = editor.text.slice(from, until);
  const joined = from < editor.cursor ? taken + editor.killed : editor.killed + taken;
  return { ...cut(editor, from, until), killed: editor.last === 'kill' ? joined : taken, last: 'kill' };
}

/** Inserts text where the cursor is. */
export const insert = (editor: Editor, text: string): Editor =>
  withText(
    editor,
    editor.text.slice(0, editor.cursor) + text + editor.text.slice(editor.cursor),
    editor.cursor + text.length,
  );

/** Shows an entry of the history; behind the last one is what was being typed. */
export function showEntry(editor: Editor, entry: number): Editor {
  const { history } = editor;
  if (entry < 0 || entry > history.length) return editor;
  const draft = editor.entry === history.length ? editor.text : editor.draft;
  return withText({ ...editor, entry, draft }, history[entry] ?? draft);
}

const upOrDown = (editor: Editor, step: -1 | 1): Editor => {
  const cursor = lineStep(editor.text, editor.cursor, step);
  if (cursor !== undefined) return to(editor, cursor);
  return editor.question ? editor : showEntry(editor, editor.entry + step);
};

/** The last word of the command before, as Alt+. inserts it. */
const lastArgument = ({ history }: Editor): string => /\S+$/.exec(history.at(-1) ?? '')?.[0] ?? '';

/**
 * Keys that change text or cursor and nothing else.
 * Source: GNU Readline, "Bindable Readline Commands", https://tiswww.case.edu/php/chet/readline/readline.html
 */
export const edits: ReadonlyMap<string, (editor: Editor) => Editor> = new Map<string, (editor: Editor) => Editor>([
  ['Left', (editor) => to(editor, before(editor.text, editor.cursor))],
  ['Right', (editor) => to(editor, after(editor.text, editor.cursor))],
  ['Up', (editor) => upOrDown(editor, -1)],
  ['Down', (editor) => upOrDown(editor, 1)],
  ['Home', (editor) => to(editor, lineAround(editor.text, editor.cursor).start)],
  ['End', (editor) => to(editor, lineAround(editor.text, editor.cursor).end)],
  ['Backspace', (editor) => cut(editor, before(editor.text, editor.cursor), editor.cursor)],
  ['Delete', (editor) => cut(editor, editor.cursor, after(editor.text, editor.cursor))],
  ['Alt+B', (editor) => to(editor, wordBefore(editor.text, editor.cursor))],
  ['Alt+F', (editor) => to(editor, wordAfter(editor.text, editor.cursor))],
  ['Alt+D', (editor) => kill(editor, editor.cursor, wordAfter(editor.text, editor.cursor))],
  ['Alt+Backspace', (editor) => kill(editor, wordBefore(editor.text, editor.cursor), editor.cursor)],
  ['Alt+.', (editor) => insert(editor, lastArgument(editor))],
  ['Ctrl+K', (editor) => kill(editor, editor.cursor, lineAround(editor.text, editor.cursor).end)],
  ['Ctrl+U', (editor) => kill(editor, lineAround(editor.text, editor.cursor).start, editor.cursor)],
  ['Ctrl+W', (editor) => kill(editor, blankWordBefore(editor.text, editor.cursor), editor.cursor)],
  ['Ctrl+Y', (editor) => insert(editor, editor.killed)],
]);

/** Letters that do the same as a key with a name. */
export const sameKey: ReadonlyMap<string, string> = new Map([
  ['Ctrl+A', 'Home'],
  ['Ctrl+E', 'End'],
  ['Ctrl+B', 'Left'],
  ['Ctrl+F', 'Right'],
  ['Ctrl+P', 'Up'],
  ['Ctrl+N', 'Down'],
]);
