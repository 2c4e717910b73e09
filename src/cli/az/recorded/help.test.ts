import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commandHelp, groupHelp } from '../help.ts';
import { loadTree, nodeAt } from '../tree.ts';

interface Page {
  words: string;
  page: string;
}

const pages = readFileSync(fileURLToPath(new URL('./help.jsonl', import.meta.url)), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Page);

it.each(pages)('az $words -h is the page of the real az', async ({ words, page }) => {
  const node = nodeAt(await loadTree(words.split(' ')[0]), words.split(' '));
  if (!node) throw new Error(`there is nothing at '${words}'`);
  expect(node.kind === 'command' ? commandHelp(node.command) : groupHelp(node)).toBe(page);
});
