import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { expect, it } from 'vitest';
import * as real from '#services/authorization/decide.ts';
import { at, cases, groupsIn, idOf, question, tablesFor } from '#services/authorization/decision-cases.ts';
import { compare, type Evaluator } from './generated-cases.ts';
import { interleave } from './interleavings.ts';
import { mutants, type Mutant } from './mutants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'src/services/authorization');
const out = join(root, '.cache/mutants');

/** Replaces one text in one file of the evaluator; everywhere in it, because a rule may be written for both answers. */
const mutate = ({ file, from, to, rule }: Mutant): Plugin => ({
  name: 'mutant',
  setup({ onLoad }) {
    onLoad({ filter: /services[\\/]authorization[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (basename(path) !== file) return { contents: text, loader: 'ts' };
      if (!text.includes(from)) throw new Error(`${rule}: ${file} no longer says ${from}`);
      return { contents: text.replaceAll(from, to), loader: 'ts' };
    });
  },
});

/** The evaluator with the rule broken, built beside the real one. */
async function evaluatorOf(mutant: Mutant, seq: number): Promise<Evaluator> {
  mkdirSync(out, { recursive: true });
  const outfile = join(out, `${seq}.mjs`);
  await build({
    entryPoints: [join(folder, 'decide.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [mutate(mutant)],
  });
  return (await import(/* @vite-ignore */ `${pathToFileURL(outfile).href}?${Date.now()}`)) as Evaluator;
}

/** How many of the cases worked out by hand come out otherwise. */
function wrongByHand(evaluator: Evaluator): number {
  return cases.filter((one) => {
    const principal = { principalId: idOf(one.who), groupIds: groupsIn(one) };
    const tables = tablesFor(one);
    const plain = evaluator.isAllowed(tables, at(one), principal, question(one));
    const { allowed } = evaluator.decide(tables, at(one), principal, question(one));
    return plain !== one.allowed || allowed !== one.allowed;
  }).length;
}

const most = 5000;

it('The evaluator itself survives the cases by which its mutants are killed', () => {
  expect(wrongByHand(real)).toBe(0);
  expect(compare(real, 'mutants', most)).toBeUndefined();
});

it(`Every one of ${mutants.length} mutants of the evaluator is killed`, async () => {
  const rows: { rule: string; byHand: number; generated: number | undefined; interleaved: unknown }[] = [];
  for (const [seq, mutant] of mutants.entries()) {
    const evaluator = await evaluatorOf(mutant, seq);
    const byHand = wrongByHand(evaluator);
    const generated = compare(evaluator, 'mutants', most)?.case;
    rows.push({
      rule: mutant.rule,
      byHand,
      generated,
      interleaved: byHand || generated !== undefined ? 'not asked' : interleave(evaluator, 'b', 1000)?.case,
    });
  }
  const line = (rule: string, ...cells: unknown[]): string =>
    `${rule.padEnd(74)} ${cells.map((cell) => String(cell).padStart(14)).join('')}`;
  const table = rows.map(({ rule, byHand, generated, interleaved }) =>
    line(rule, byHand, generated ?? 'survives', interleaved ?? 'survives'),
  );
  console.log([line('rule that is broken', 'by hand', 'generated at', 'interleaved at'), ...table].join('\n'));
  expect(mutants.length).toBeGreaterThanOrEqual(40);
  expect(
    rows.filter(
      ({ byHand, generated, interleaved }) => !byHand && generated === undefined && interleaved === undefined,
    ),
  ).toEqual([]);
});
