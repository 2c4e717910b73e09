import { expect, it } from 'vitest';
import type { Command, Parameter } from './define.ts';
import type { Kind } from './implement.ts';
import { FILES } from './known/files.ts';
import { loadKnown } from './known/table.ts';
import { allParameters, spellings } from './options.ts';
import { BODIES } from './registry.ts';
import { loadTree, nodeAt } from './tree.ts';

const tables = await Promise.all(
  Object.keys(FILES).map(async (top) => [top, (await loadKnown(top))?.commands ?? []] as const),
);
const commands = new Map(
  tables.flatMap(([, known]) => known.map((command): [string, Command] => [command.words, command])),
);

/** How bodies may read an argument of the table. */
function kindsOf({ kind, takes }: Parameter): readonly Kind[] {
  if (kind === 'bool') return ['bool', 'flag'];
  if (takes === 'flag') return ['flag', 'bool'];
  if (kind === 'tags' || kind === 'tag') return ['tags'];
  if (takes === 'any' || takes === 'many') return ['texts'];
  return kind === 'int' || kind === 'float' ? ['int'] : ['text'];
}

/** Whether a body can count on a value. */
const isGiven = ({ required, default: value, takes, idPart, idOptional }: Parameter): boolean =>
  required === true || value !== undefined || takes === 'flag' || (idPart !== undefined && idOptional !== true);

it.each(BODIES.map((body) => [body.words, body] as const))(
  'az %s reads its arguments as the table has them',
  (words, body) => {
    const known = commands.get(words);
    if (!known) throw new Error(`the table has no command '${words}'`);
    for (const [key, taken] of Object.entries(body.takes)) {
      const parameter = known.parameters[key];
      if (!parameter) throw new Error(`'${words}' has no argument '${key}'`);
      const kind = taken.replace('?', '') as Kind;
      expect(kindsOf(parameter), `${words}: ${key}`).toContain(kind);
      const canBeAbsent = !isGiven(parameter) && kind !== 'flag';
      if (canBeAbsent) expect(taken, `${words}: ${key} may be absent`).toMatch(/\?$/);
    }
  },
);

it('has one body for a command', () => {
  expect(new Set(BODIES.map(({ words }) => words)).size).toBe(BODIES.length);
});

it('finds every known command by its words, whatever their case', async () => {
  for (const [top, known] of tables) {
    const tree = await loadTree(top);
    for (const { words } of known)
      expect(nodeAt(tree, words.toUpperCase().split(' ')), words).toMatchObject({
        kind: 'command',
        command: { words },
      });
  }
});

it('gives no two options of a command the same spelling', () => {
  for (const command of commands.values()) {
    const all = Object.entries(allParameters(command)).flatMap(([key, parameter]) => spellings(key, parameter));
    expect(new Set(all).size, `${command.words}: ${all.join(' ')}`).toBe(all.length);
  }
});

it('says how much of each group is simulated', () => {
  const rows = tables.map(([top, known]) => ({
    group: top,
    known: known.length,
    simulated: known.filter(({ words }) => BODIES.some((body) => body.words === words)).length,
  }));
  const line = ({ group, known, simulated }: (typeof rows)[number]) =>
    `${group.padEnd(14)}${String(known).padStart(6)}${String(simulated).padStart(6)}`;
  const total = rows.reduce(
    (sum, row) => ({ ...sum, known: sum.known + row.known, simulated: sum.simulated + row.simulated }),
    {
      group: 'in all',
      known: 0,
      simulated: 0,
    },
  );
  console.log([`${'group'.padEnd(14)} known   sim`, ...rows.map(line), line(total)].join('\n'));
  expect(total.simulated).toBe(BODIES.length);
});
