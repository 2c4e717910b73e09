import { expect, it } from 'vitest';
import { interrupt, withControl } from './keys.ts';

it.each([
  ['c', interrupt],
  ['C', interrupt],
  ['a', '\u0001'],
  ['[', '\u001b'],
  ['ä', 'ä'],
  ['ls', 'ls'],
  ['1', '1'],
])('Ctrl with %j sends %j', (typed, sent) => {
  expect(withControl(typed)).toBe(sent);
});
