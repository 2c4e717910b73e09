import { describe, expect, it } from 'vitest';
import { FakeScreen } from './fake-screen.ts';
import cases from './line-editor.cases.json' with { type: 'json' };
import { createEditor, offer, open, resize, type, type Editor, type Effect } from './line-editor.ts';

interface Case {
  says: string;
  columns?: number;
  history?: string[];
  keys: string[];
  /** The text, with the cursor as ▮. */
  text: string;
  effects?: string[];
  rest?: string;
  screen?: string[];
  /** Row and column of the cursor. */
  place?: number[];
  kept?: string[];
}

/** An editor, its screen and what it has asked for apart from printing. */
class Desk {
  readonly effects: string[] = [];
  readonly screen: FakeScreen;
  editor: Editor;
  rest = '';

  constructor(columns = 80, history: string[] = []) {
    this.screen = new FakeScreen(columns);
    this.editor = createEditor(columns, history);
    this.show(open(this.editor, '$ '));
  }

  show({ editor, effects }: { editor: Editor; effects: Effect[] }): void {
    this.editor = editor;
    for (const effect of effects)
      if (effect.type === 'print') this.screen.write(effect.text);
      else this.effects.push('text' in effect ? `${effect.type} ${effect.text}` : effect.type);
  }

  type(data: string): void {
    const step = type(this.editor, data);
    this.rest = step.rest;
    this.show(step);
  }

  get text(): string {
    const { text, cursor } = this.editor;
    return `${text.slice(0, cursor)}▮${text.slice(cursor)}`;
  }
}

describe('the line editor', () => {
  it.each(cases as Case[])('$says', ({ columns, history, keys, text, effects, rest, screen, place, kept }) => {
    const desk = new Desk(columns, history);
    for (const data of keys) {
      if (data === 'OPEN') desk.show(open(desk.editor, '$ '));
      else desk.type(data);
    }
    expect(desk.text).toBe(text);
    expect(desk.effects).toEqual(effects ?? []);
    expect(desk.rest).toBe(rest ?? '');
    if (screen) expect(desk.screen.lines).toEqual(screen);
    if (place) expect([desk.screen.row, desk.screen.column]).toEqual(place);
    if (kept) expect(desk.editor.history).toEqual(kept);
  });

  it('draws every step as if it had been drawn afresh', () => {
    for (const { columns = 80, history = [], keys } of cases as Case[]) {
      const desk = new Desk(columns, history);
      for (const letter of keys.filter((data) => data !== 'OPEN').join('')) {
        if (!desk.editor.open) break;
        desk.type(letter);
        const { row, column } = desk.screen;
        const seen = desk.screen.lines;
        desk.show(resize(desk.editor, columns));
        expect(desk.screen.lines).toEqual(seen);
        expect([desk.screen.row, desk.screen.column]).toEqual([row, column]);
      }
    }
  });

  it('writes a letter at the end alone', () => {
    const desk = new Desk();
    expect(type(desk.editor, 'a').effects).toEqual([{ type: 'print', text: 'a' }]);
  });

  it('takes no key while a command runs', () => {
    const desk = new Desk();
    desk.type('ls\r');
    desk.type('abc');
    expect([desk.text, desk.rest]).toEqual(['ls▮', 'abc']);
  });

  it('refuses a paste that would hold up the page, and keeps the line', () => {
    const desk = new Desk();
    desk.type('cat ');
    desk.type(`\u001b[200~${'x\n'.repeat(100_000)}\u001b[201~`);
    expect(desk.text).toBe('cat ▮');
    expect(desk.screen.lines.join('')).toContain('The text has 195 KB; up to 98 KB can be pasted.');
  });

  it('asks a question: one line, not kept, answered by Enter whatever it is', () => {
    const desk = new Desk(80, ['old']);
    desk.show(open(desk.editor, 'Above\nSure? (y/n): ', true));
    desk.type("\u001b[A'y\r");
    expect(desk.effects).toEqual(["submit 'y"]);
    expect(desk.editor.history).toEqual(['old']);
    expect(desk.screen.lines).toEqual(['$ Above', "Sure? (y/n): 'y", '']);
  });

  it('gives up a question by Ctrl+C', () => {
    const desk = new Desk();
    desk.show(open(desk.editor, 'Sure? (y/n): ', true));
    desk.type('\u0003');
    expect([desk.effects, desk.editor.open]).toEqual([['abort'], false]);
  });
});

describe('completion', () => {
  const ask = (text: string, candidates: string[], from: number, times = 1) => {
    const desk = new Desk(40);
    desk.type(text);
    for (let count = 0; count < times; count += 1) {
      desk.type('\t');
      desk.show(offer(desk.editor, desk.editor, { from, candidates }));
    }
    return desk;
  };

  it('inserts the only candidate', () => {
    expect(ask('az gro', ['group '], 3).text).toBe('az group ▮');
  });

  it('inserts what several have in common', () => {
    expect(ask('az keyvault secret s', ['set ', 'set-attributes '], 19).text).toBe('az keyvault secret set▮');
  });

  it('lists them at the second Tab, and draws the line again', () => {
    const desk = ask('az a', ['account ', 'ad ', 'appservice '], 3, 2);
    expect(desk.screen.lines).toEqual(['$ az a', 'account     ad          appservice', '$ az a']);
    desk.type('d');
    expect(desk.screen.lines.at(-1)).toBe('$ az ad');
  });

  it('changes nothing where there is nothing to offer', () => {
    expect(ask('az x', [], 3, 2).screen.lines).toEqual(['$ az x']);
  });

  it('does not double a blank that is there', () => {
    const desk = new Desk();
    desk.type('az gro -h\u001b[D\u001b[D\u001b[D');
    desk.show(offer(desk.editor, desk.editor, { from: 3, candidates: ['group '] }));
    expect(desk.text).toBe('az group▮ -h');
  });

  it('comes too late when something else has been typed', () => {
    const desk = new Desk();
    desk.type('az g');
    const asked = desk.editor;
    desk.type('x');
    desk.show(offer(desk.editor, asked, { from: 3, candidates: ['group '] }));
    expect(desk.text).toBe('az gx▮');
  });

  it('asks with the text and the place', () => {
    const desk = new Desk();
    desk.type('az g');
    expect(type(desk.editor, '\t').effects).toEqual([{ type: 'complete', text: 'az g', cursor: 4 }]);
  });
});

describe('another width', () => {
  it('draws the line for it', () => {
    const desk = new Desk(80);
    desk.type('abcdefghijkl');
    const step = resize(desk.editor, 10);
    expect([step.editor.drawn, step.editor.columns]).toEqual([{ row: 1, column: 4 }, 10]);
  });
});
