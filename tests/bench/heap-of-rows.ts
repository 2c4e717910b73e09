// Run by the bench in a process of its own, with --expose-gc: what the rows of a file take on the heap, before and after
// they are asked. The texts that they are read from are there all along and do not count.
import { readFileSync } from 'node:fs';
import { Tables, type Change } from '#kernel/tables.ts';
import { decide, isAllowed } from '#services/authorization/decide.ts';
import { indexes } from '#tenant/world.ts';
import type { Query } from './access-workload.ts';

const text = readFileSync(process.argv[2] ?? '', 'utf8');
const parts = JSON.parse(text) as { changes: unknown; queries: unknown; now: number };
const { now } = parts;
const [changes, queries] = [JSON.stringify(parts.changes), JSON.stringify(parts.queries)];
parts.changes = parts.queries = undefined;

/** Bytes that are held, typed arrays included. */
function held(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const tables = new Tables(indexes);
const ask = (list: Query[], how: typeof isAllowed | typeof decide): void =>
  list.forEach(({ principal, permission }) => how(tables, now, principal, permission));
// The code is compiled and the tables of fixed size are there before anything is weighed.
ask((JSON.parse(queries) as Query[]).slice(0, 10), isAllowed);
const before = held();
tables.apply(JSON.parse(changes) as Change[]);
const rows = held() - before;
ask(JSON.parse(queries) as Query[], isAllowed);
const asked = held() - before;
ask(JSON.parse(queries) as Query[], decide);
console.log(JSON.stringify({ rows, asked, most: held() - before }));
