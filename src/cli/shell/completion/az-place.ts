import type { Command, Parameter } from '../../az/define.ts';
import { allParameters, spellings } from '../../az/options.ts';
import { loadTree, nodeAt } from '../../az/tree.ts';
import type { Place } from './names.ts';

/** Every spelling of every option of a command, with its key. */
const spelt = (command: Command): Map<string, [key: string, parameter: Parameter]> =>
  new Map(
    Object.entries(allParameters(command)).flatMap(([key, parameter]) =>
      spellings(key, parameter).map((option): [string, [string, Parameter]] => [option, [key, parameter]]),
    ),
  );

/**
 * Whose value the next word is: `before` are the words behind `az`. Undefined where it is no value of an option. Further
 * values of an option that takes many are its values too.
 */
export async function azPlace(before: readonly string[]): Promise<Place | undefined> {
  const cut = before.findIndex((given) => given.startsWith('-'));
  if (cut < 0) return undefined;
  const node = nodeAt(await loadTree(before[0]), before.slice(0, cut));
  if (node?.kind !== 'command') return undefined;
  const options = spelt(node.command);
  const given: Record<string, string> = {};
  let open: [key: string, parameter: Parameter] | undefined;
  for (const word of before.slice(cut)) {
    const [, name = word, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    const found = options.get(name);
    if (found && value !== undefined) given[found[0]] = value;
    else if (found) open = found[1].takes === 'flag' ? undefined : found;
    else if (open) {
      given[open[0]] = word;
      if (open[1].takes !== 'many' && open[1].takes !== 'any') open = undefined;
    }
  }
  return open && { words: node.command.words, key: open[0], given };
}
