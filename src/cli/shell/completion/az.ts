import { allParameters, spellings } from '../../az/options.ts';
import { loadTree, nodeAt, type TreeNode } from '../../az/tree.ts';
import type { Command, Parameter } from '../../az/define.ts';

/** Words, options and values that may stand next in an az command, each with a blank behind it. */
export async function completeAz(before: readonly string[], word: string): Promise<string[]> {
  const cut = before.findIndex((given) => given.startsWith('-'));
  const node = nodeAt(await loadTree(before[0]), cut < 0 ? before : before.slice(0, cut));
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
  const parameter = options.get(before.at(-1) ?? '');
  return [...(parameter?.choices ?? (parameter?.kind === 'bool' ? ['true', 'false'] : []))];
}

/** Every spelling of every option of a command that is offered: what is hidden or old is not. */
const optionsOf = (command: Command): Map<string, Parameter> =>
  new Map(
    Object.entries(allParameters(command))
      .filter(([, { hidden }]) => !hidden)
      .flatMap(([key, parameter]) =>
        (parameter.shown ?? spellings(key, parameter)).map((option): [string, Parameter] => [option, parameter]),
      ),
  );
