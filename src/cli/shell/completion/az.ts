import { allParameters, spellings } from '../../az/options.ts';
import { TREE } from '../../az/registry.ts';
import { nodeAt, type TreeNode } from '../../az/tree.ts';
import type { Command, Parameter } from '../../az/define.ts';

/** Words, options and values that may stand next in an az command, each with a blank behind it. */
export function completeAz(before: readonly string[], word: string): string[] {
  const cut = before.findIndex((given) => given.startsWith('-'));
  const node = nodeAt(TREE, cut < 0 ? before : before.slice(0, cut));
  const names = node === undefined ? [] : nextOf(node, before, word);
  return [...new Set(names)]
    .filter((name) => name.toLowerCase().startsWith(word.toLowerCase()))
    .sort()
    .map((name) => `${name} `);
}

function nextOf(node: TreeNode, before: readonly string[], word: string): string[] {
  if (node.kind === 'group') return word.startsWith('-') ? ['--help'] : [...node.children.keys()];
  const options = optionsOf(node.command);
  if (word.startsWith('-'))
    return [...options.keys()].filter((option) => option.startsWith('--') && !before.includes(option));
  const last = before.at(-1) ?? '';
  return [...(options.get(last)?.choices ?? [])];
}

/** Every spelling of every option of a command. */
const optionsOf = (command: Command): Map<string, Parameter> =>
  new Map(
    Object.entries(allParameters(command)).flatMap(([key, parameter]) =>
      spellings(key, parameter).map((option): [string, Parameter] => [option, parameter]),
    ),
  );
