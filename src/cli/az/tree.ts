import type { Command, Status } from './define.ts';

/** A group of commands, as `az <words> -h` describes it. */
export interface Group {
  words: string;
  summary: string;
  detail?: string;
  status?: Status;
}

export interface GroupNode {
  kind: 'group';
  group: Group;
  children: Map<string, TreeNode>;
}

export interface CommandNode {
  kind: 'command';
  command: Command;
}

export type TreeNode = GroupNode | CommandNode;

/** Arranges commands by their words. A group that is not described is a mistake in the register. */
export function buildTree(commands: readonly Command[], groups: readonly Group[]): GroupNode {
  const described = new Map(groups.map((group) => [group.words, group]));
  const root: GroupNode = { kind: 'group', group: { words: '', summary: '' }, children: new Map() };
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
        child = { kind: 'group', group, children: new Map() };
        node.children.set(word, child);
      }
      if (child.kind === 'command') throw new Error(`'${path}' is both a command and a group`);
      node = child;
    });
    node.children.set(last, { kind: 'command', command });
  }
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
