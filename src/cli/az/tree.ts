import { closestMatch } from './close-matches.ts';
import type { Command, Status } from './define.ts';
import { bodyOf } from './registry.ts';
import { FIRST_WORDS } from './known/root.ts';
import { loadKnown, type Known } from './known/table.ts';

/** A group of commands, as `az <words> -h` describes it. */
export interface Group {
  words: string;
  summary: string;
  detail?: string;
  statuses: readonly Status[];
  links: readonly string[];
  /** Known, but not shown in the help of its group. */
  hidden?: boolean;
}

export interface GroupNode {
  kind: 'group';
  group: Group;
  children: Map<string, TreeNode>;
  /** What is below is not in the table: the lab knows the group by name alone. */
  bare?: boolean;
}

export interface CommandNode {
  kind: 'command';
  command: Command;
}

export type TreeNode = GroupNode | CommandNode;

const groupNode = (group: Group, bare = false): GroupNode => ({ kind: 'group', group, children: new Map(), bare });

/** Arranges what is known under one first word; each command gets its body. A group that is not described is a mistake in the table. */
export function growTree({ groups, commands }: Known): TreeNode {
  const root = groupNode({ words: '', summary: '', statuses: [], links: [] });
  const described = new Map(groups.map((group) => [group.words, group]));
  for (const command of commands) {
    const words = command.words.split(' ');
    const last = words.pop() ?? '';
    let node = root;
    words.forEach((word, i) => {
      const path = words.slice(0, i + 1).join(' ');
      let child = node.children.get(word);
      if (!child) {
        const group = described.get(path);
        if (!group) throw new Error(`the command group '${path}' has no description`);
        child = groupNode(group);
        node.children.set(word, child);
      }
      if (child.kind === 'command') throw new Error(`'${path}' is both a command and a group`);
      node = child;
    });
    node.children.set(last, { kind: 'command', command: { ...command, body: bodyOf(command.words) } });
  }
  const [only] = root.children.values();
  return only ?? root;
}

const loaded = new Map<string, Promise<TreeNode | undefined>>();

function loadTop(top: string): Promise<TreeNode | undefined> {
  const known = loaded.get(top);
  if (known) return known;
  const grown = loadKnown(top).then((found) => found && growTree(found));
  loaded.set(top, grown);
  // A file that could not be fetched is asked for again the next time.
  grown.catch(() => loaded.delete(top));
  return grown;
}

/** A first word whose file is not at hand: enough for the welcome page and for completion. */
function stub({ word, summary, statuses, command }: (typeof FIRST_WORDS)[number]): TreeNode {
  const described = { words: word, summary, statuses, links: [] };
  if (!command) return groupNode(described, true);
  return { kind: 'command', command: { ...described, parameters: {}, examples: [], ids: false, tenantLevel: true } };
}

/** All that az knows below one first word, and every other first word by name. The word may be none of az's. */
export async function loadTree(top: string | undefined): Promise<GroupNode> {
  const root = groupNode({ words: '', summary: '', statuses: [], links: [] });
  for (const first of FIRST_WORDS) root.children.set(first.word, stub(first));
  const typed = top?.toLowerCase() ?? '';
  // A misspelt word's likely meaning is at hand too: az shows examples of it.
  const word = root.children.has(typed) ? typed : (closestMatch(typed, [...root.children.keys()]) ?? typed);
  const grown = await loadTop(word);
  if (grown) root.children.set(word, grown);
  return root;
}

/** The node at these words, compared without case, or undefined. */
export function nodeAt(root: GroupNode, words: readonly string[]): TreeNode | undefined {
  let node: TreeNode = root;
  for (const word of words) {
    if (node.kind === 'command') return undefined;
    const next: TreeNode | undefined = node.children.get(word.toLowerCase());
    if (!next) return undefined;
    node = next;
  }
  return node;
}
