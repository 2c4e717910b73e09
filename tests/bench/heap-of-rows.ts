// Run by the bench in a process of its own, with --expose-gc: what the rows of a file take on the heap, before and after
// they are asked. The texts that they are read from are there all along and do not count.
import { readFileSync } from 'node:fs';
import { Tables, type Change } from '#kernel/tables.ts';
import { decide, isAllowed } from '#services/authorization/decide.ts';
import { indexes } from '#tenant/world.ts';
import type { Query } from './access-workload.ts';

const read = (): { changes: Change[]; queries: Query[]; now: number } =>
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as never;

/** Bytes that are held, typed arrays included. */
function held(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const tables = new Tables(indexes);

// All that is read is read within these, so that nothing of it is held by whoever weighs.
function write(): void {
  tables.apply(read().changes);
}

function ask(how: typeof isAllowed | typeof decide, most = Infinity): void {
  const { queries, now } = read();
  for (const { principal, permission } of queries.slice(0, most)) how(tables, now, principal, permission);
}

// The code is compiled and the tables of fixed size are there before anything is weighed.
ask(isAllowed, 10);
const before = held();
write();
const rows = held() - before;
ask(isAllowed);
const asked = held() - before;
ask(decide);
console.log(JSON.stringify({ rows, asked, most: held() - before }));
