import { expect, it } from 'vitest';
import { allParameters, spellings } from './options.ts';
import { notSimulated, otherCommands } from './real-commands.ts';
import { COMMANDS, TREE } from './registry.ts';
import { nodeAt } from './tree.ts';

it('finds every command by its words, whatever their case', () => {
  for (const command of COMMANDS) {
    expect(nodeAt(TREE, command.words.toUpperCase().split(' '))).toEqual({ kind: 'command', command });
  }
});

it('gives no two options of a command the same spelling', () => {
  for (const command of COMMANDS) {
    const all = Object.entries(allParameters(command)).flatMap(([key, parameter]) => spellings(key, parameter));
    expect(new Set(all).size, `${command.words}: ${all.join(' ')}`).toBe(all.length);
  }
});

it('does not list a simulated command among those that are missing', () => {
  for (const { words } of COMMANDS) {
    const [group = '', ...rest] = words.split(' ');
    expect(otherCommands(group)).not.toContain(rest.join(' '));
    expect(notSimulated([], words.split(' '))).toBeUndefined();
  }
});
