import { describe, expect, it } from 'vitest';
import cases from './incomplete.cases.json' with { type: 'json' };
import { isIncomplete, portionsOf } from './incomplete.ts';

describe('a text that goes on', () => {
  it.each(cases.open)('%j', (text) => expect(isIncomplete(text)).toBe(true));
});

describe('a text that is complete', () => {
  it.each(cases.complete)('%j', (text) => expect(isIncomplete(text)).toBe(false));
});

describe('the portions of a script', () => {
  it('carry the numbers of their first lines', () => {
    const script = '# note\nx=1\n\nfor i in 1 2; do\n  echo "$i\n"\ndone\ncat <<E\ndone\nE\naz x \\\n -n y\n';
    expect(portionsOf(script)).toEqual([
      { line: 1, text: '# note' },
      { line: 2, text: 'x=1' },
      { line: 3, text: '' },
      { line: 4, text: 'for i in 1 2; do\n  echo "$i\n"\ndone' },
      { line: 8, text: 'cat <<E\ndone\nE' },
      { line: 11, text: 'az x \\\n -n y' },
      { line: 13, text: '' },
    ]);
  });

  it('give back the whole script, even one that is left open', () => {
    for (const script of [...cases.open, ...cases.complete]) {
      const portions = portionsOf(`true\n${script}`);
      expect(portions.map(({ text }) => text).join('\n')).toBe(`true\n${script}`);
    }
  });
});
