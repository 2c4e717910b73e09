// `npm run bench`: every *.bench.ts beside this file, one table. Figures are for people; no test depends on them.
import { readdirSync } from 'node:fs';

/** What a *.bench.ts exports as `rows`: each row names what was measured and its value with the unit. */
export type Bench = () => Promise<{ what: string; value: string }[]> | { what: string; value: string }[];

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const found = [];
for (const file of files.sort()) {
  const { rows } = (await import(`./${file}`)) as { rows: Bench };
  found.push(...(await rows()));
}
const width = Math.max(8, ...found.map(({ what }) => what.length));
for (const { what, value } of [{ what: 'measured', value: 'value' }, ...found]) {
  console.log(`${what.padEnd(width)}  ${value}`);
}
