import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commandHelp } from '../help.ts';
import { COMMANDS, TREE } from '../registry.ts';
import { nodeAt } from '../tree.ts';

interface Page {
  words: string;
  page: string;
}

const pages = readFileSync(fileURLToPath(new URL('./help.jsonl', import.meta.url)), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Page);

it.each(pages)('az $words -h is the page of the real az', ({ words, page }) => {
  const node = nodeAt(TREE, words.split(' '));
  if (node?.kind !== 'command') throw new Error(`there is no command '${words}'`);
  expect(commandHelp(node.command)).toBe(page);
});

it('every command has a recorded page, but the one whose module the recorded az could not load', () => {
  const recorded = new Set(pages.map(({ words }) => words));
  const missing = COMMANDS.map(({ words }) => words).filter((words) => !recorded.has(words));
  expect(missing).toEqual(['monitor activity-log list']);
});
