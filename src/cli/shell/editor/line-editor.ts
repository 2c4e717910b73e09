import { inSize } from '../file-size.ts';
import { isIncomplete } from '../incomplete.ts';
import { draw, move, redraw, type Drawing } from './drawing.ts';
import { edits, insert, sameKey } from './edit.ts';
import { nextKey, type Key } from './keys.ts';
import { take, type Offered } from './offer.ts';
import { beginSearch, searchKey, searchPrompt } from './search.ts';
import { remember, withText, type Editor, type Effect, type Step } from './state.ts';
import { widthOf } from './width.ts';

export { createEditor, type Editor, type Effect, type Step } from './state.ts';

/** While lines are taken, a paste comes in brackets, so that it is not run line by line unseen. */
const [bracketsOn, bracketsOff] = ['\u001b[?2004h', '\u001b[?2004l'];

const drawing = ({ prompt, search, text, cursor, columns }: Editor): Drawing =>
  draw(search ? searchPrompt(search) : prompt, text, cursor, columns);

const print = (text: string): Effect => ({ type: 'print', text });

/** The editor after a key and what brings the screen there from how it was before. */
function shown(before: Editor, editor: Editor): Step {
  const next = drawing(editor);
  const after = { ...editor, drawn: next.cursor };
  const typed = editor.text.slice(before.text.length);
  const atEnd = editor.cursor === editor.text.length && before.cursor === before.text.length;
  const onlyMore = editor.text.startsWith(before.text) && next.cursor.row === before.drawn.row;
  const plain =
    typed !== '' && !editor.search && !before.search && [...typed].every((character) => widthOf(character) > 0);
  // Typing at the end writes the letter alone: a screen reader says that and not the whole line.
  return { editor: after, effects: [print(atEnd && onlyMore && plain ? typed : redraw(before.drawn, next))] };
}

/** Shows a prompt and takes keys again; `question` for the question of a command. The cursor stands at a line's start. */
export function open(editor: Editor, prompt: string, question = false): Step {
  const lines = prompt.split('\n');
  const fresh = { ...editor, text: '', cursor: 0, prompt: lines.pop() ?? '', question, open: true, search: undefined };
  const next = { ...fresh, entry: fresh.history.length, draft: '', last: 'other' as const };
  const { text, cursor } = drawing(next);
  const above = lines.map((line) => `${line}\r\n`).join('');
  return { editor: { ...next, drawn: cursor }, effects: [print(above + bracketsOn + text)] };
}

/** Leaves the command behind: the cursor goes below it, and no key is taken. */
function leave(editor: Editor, mark = ''): Step {
  const { end } = drawing({ ...editor, search: undefined });
  const below = `${move(editor.drawn, end)}${mark}\r\n${bracketsOff}`;
  return { editor: { ...editor, open: false, drawn: { row: 0, column: 0 } }, effects: [print(below)] };
}

function enter(editor: Editor): Step {
  if (!editor.question && isIncomplete(editor.text)) return shown(editor, insert(withText(editor, editor.text), '\n'));
  const left = leave(editor);
  if (editor.question) return { ...left, effects: [...left.effects, { type: 'submit', text: editor.text }] };
  const text = editor.text.replace(/\n+$/, '');
  if (text.trim() === '') {
    const again = open(left.editor, editor.prompt);
    return { editor: again.editor, effects: [...left.effects, ...again.effects] };
  }
  const history = remember(editor.history, text);
  return { editor: { ...left.editor, history }, effects: [...left.effects, { type: 'submit', text }] };
}

function abort(editor: Editor): Step {
  const left = leave(editor, '^C');
  if (editor.question) return { ...left, effects: [...left.effects, { type: 'abort' }] };
  const again = open(left.editor, editor.prompt);
  return { editor: again.editor, effects: [...left.effects, { type: 'abort' }, ...again.effects] };
}

function press(editor: Editor, name: string): Step {
  const base = { ...editor, last: 'other' as const };
  const edit = edits.get(sameKey.get(name) ?? name);
  if (edit) {
    const next = edit(editor);
    return shown(editor, { ...next, last: next.last === 'kill' && next !== editor && isKill(name) ? 'kill' : 'other' });
  }
  switch (name) {
    case 'Enter':
      return enter(base);
    case 'Tab':
      if (editor.question) return shown(editor, insert(base, '\t'));
      return { editor, effects: [{ type: 'complete', text: editor.text, cursor: editor.cursor }] };
    case 'Ctrl+C':
      return abort(base);
    case 'Ctrl+D': {
      if (editor.text !== '') return press(editor, 'Delete');
      const left = leave(base, editor.question ? '' : 'exit');
      return { ...left, effects: [...left.effects, { type: editor.question ? 'abort' : 'exit' }] };
    }
    case 'Ctrl+L': {
      const top = { ...base, drawn: { row: 0, column: 0 } };
      const { editor: after, effects } = shown(top, top);
      return { editor: after, effects: [print('\u001b[H\u001b[2J'), ...effects] };
    }
    case 'Ctrl+R':
      return editor.question ? { editor: base, effects: [] } : shown(editor, beginSearch(base));
    default:
      return { editor: base, effects: [] };
  }
}

const isKill = (name: string): boolean => ['Ctrl+K', 'Ctrl+U', 'Ctrl+W', 'Alt+D', 'Alt+Backspace'].includes(name);

/** How much one command may have in the line, characters: more of it would hold up the page. */
const mostText = 100_000;

/** Too much was pasted: says so below the line, which stays as it was. */
function refuseText(editor: Editor, length: number): Step {
  const { end } = drawing(editor);
  const below = { ...editor, last: 'other' as const, drawn: { row: 0, column: 0 } };
  const step = shown(below, below);
  const says = `The text has ${inSize(length)}; up to ${inSize(mostText)} can be pasted. Upload it as a file.`;
  return { editor: step.editor, effects: [print(`${move(editor.drawn, end)}\r\n${says}\r\n`), ...step.effects] };
}

function oneKey(editor: Editor, key: Key): Step {
  if (editor.search) {
    const { editor: searched, again } = searchKey(editor, key);
    const step = shown(editor, searched);
    if (!again) return step;
    const next = oneKey(step.editor, key);
    return { editor: next.editor, effects: [...step.effects, ...next.effects] };
  }
  if (!('insert' in key)) return press(editor, key.key);
  if (key.insert.length + editor.text.length > mostText) return refuseText(editor, key.insert.length);
  const text = editor.question ? key.insert.replaceAll('\n', ' ') : key.insert;
  return shown(editor, insert({ ...editor, last: 'other' }, text));
}

/**
 * Takes what the terminal has sent: typed or pasted text and keys. Stops behind a command that is to be run: `rest` is
 * then what came after it, for the time when the editor is open again.
 */
export function type(editor: Editor, data: string): Step & { rest: string } {
  const effects: Effect[] = [];
  let [state, rest] = [{ ...editor, pending: '' }, editor.pending + data];
  while (rest !== '' && state.open) {
    const next = nextKey(rest);
    if (!next) return { editor: { ...state, pending: rest }, effects, rest: '' };
    rest = rest.slice(next.length);
    const step = oneKey(state, next.key);
    state = step.editor;
    effects.push(...step.effects);
  }
  return { editor: state, effects, rest };
}

/** Takes what was asked for by `complete`, unless something else has been typed since. */
export function offer(editor: Editor, asked: { text: string; cursor: number }, offered: Offered): Step {
  if (!editor.open || editor.search || editor.text !== asked.text || editor.cursor !== asked.cursor)
    return { editor, effects: [] };
  const { editor: taken, list } = take(editor, offered, editor.last === 'tab');
  if (list === undefined) {
    const changed = taken.text !== editor.text;
    return changed
      ? shown(editor, { ...taken, last: 'other' })
      : { editor: { ...editor, last: 'tab' }, effects: [print('\u0007')] };
  }
  const { end } = drawing(editor);
  const below = { ...taken, drawn: { row: 0, column: 0 } };
  const step = shown(below, below);
  return { editor: step.editor, effects: [print(`${move(editor.drawn, end)}\r\n${list}`), ...step.effects] };
}

/** The terminal has another width. Its own new breaks of the lines are counted with. */
export function resize(editor: Editor, columns: number): Step {
  const next = { ...editor, columns: Math.max(columns, 10) };
  if (!editor.open) return { editor: next, effects: [] };
  return shown({ ...next, drawn: drawing(next).cursor }, next);
}
