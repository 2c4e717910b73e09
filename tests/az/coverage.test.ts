import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BODIES } from '#cli/az/registry.ts';
import { recordings } from '#cli/az/recorded/replay.ts';
import { corpusFiles, rowsOf } from './corpus.ts';
import { elsewhere } from './elsewhere.ts';

/** A command line of the real az, from this folder or from the recordings with scripted answers, and its exit code. */
interface Recorded {
  line: string[];
  exit: number;
}

const scripted = readdirSync(new URL('../../src/cli/az/recorded/', import.meta.url))
  .filter((name) => name.endsWith('.jsonl') && !['help.jsonl', 'known.jsonl'].includes(name))
  .flatMap((name) => recordings(name.replace('.jsonl', '')));
const recorded: Recorded[] = [
  ...corpusFiles()
    .flatMap(rowsOf)
    .filter((row) => 'line' in row),
  ...scripted,
];

const words = BODIES.map((body) => body.words).sort();
/** The command that a line means: of those whose words it begins with, the longest. */
const commandOf = ({ line }: Recorded): string | undefined => {
  const typed = `${line.join(' ').toLowerCase()} `;
  return words.filter((one) => typed.startsWith(`${one} `)).sort((a, b) => b.length - a.length)[0];
};
const byCommand = new Map(words.map((one): [string, Recorded[]] => [one, []]));
for (const row of recorded) byCommand.get(commandOf(row) ?? '')?.push(row);

const worked = (command: string): boolean => byCommand.get(command)?.some(({ exit }) => exit === 0) ?? false;

describe('what is recorded of the real az', () => {
  afterAll(() => {
    const groups = [...new Set(words.map((one) => one.split(' ')[0] ?? ''))];
    const table = groups.map((group) => {
      const commands = words.filter((one) => one.split(' ')[0] === group);
      const lines = commands.flatMap((one) => byCommand.get(one) ?? []);
      const distinct = new Set(lines.map(({ line }) => line.join(' '))).size;
      const codes = [0, 1, 2, 3].map((code) => String(lines.filter(({ exit }) => exit === code).length).padStart(6));
      return `${group.padEnd(14)}${String(commands.length).padStart(9)}${String(distinct).padStart(10)}${codes.join('')}`;
    });
    console.log(
      [
        'group          commands     lines  ok 0     1     2     3',
        ...table,
        `in all: ${words.length} commands, ${new Set(recorded.map(({ line }) => line.join(' '))).size} distinct lines`,
      ].join('\n'),
    );
  });

  it('holds a line that works for every simulated command, but those tried elsewhere', () => {
    expect(words.filter((command) => !worked(command) && !(command in elsewhere))).toEqual([]);
  });

  it('excuses no command that it holds', () => {
    expect(Object.keys(elsewhere).filter((command) => worked(command) || !byCommand.has(command))).toEqual([]);
  });

  it('holds far more than 250 distinct lines, and the ways in which az ends', () => {
    expect(new Set(recorded.map(({ line }) => line.join(' '))).size).toBeGreaterThan(250);
    expect(new Set(recorded.map(({ exit }) => exit))).toEqual(new Set([0, 1, 2, 3]));
  });
});
