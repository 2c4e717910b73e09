import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { canonical } from '#kernel/canonical.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import { decide, isAllowed } from '#services/authorization/decide.ts';
import { indexes } from '#tenant/world.ts';
import { workload, type Workload } from './access-workload.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
const heap = (): number => {
  gc();
  return process.memoryUsage().heapUsed / 1e6;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The median of some runs, ms. */
function timed(runs: number, work: (run: number) => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    work(run);
    times.push(performance.now() - began);
  }
  return median(times);
}

const us = (ms: number): string => `${(ms * 1000).toFixed(ms < 0.01 ? 1 : 0)} µs`;

function reasons({ tables, now, queries }: Workload): string {
  const some = queries.slice(0, 20_000);
  const plain = (): void => some.forEach(({ principal, permission }) => isAllowed(tables, now, principal, permission));
  const full = (): void => some.forEach(({ principal, permission }) => decide(tables, now, principal, permission));
  const parts = [plain, full, plain, full].map((run) => timed(3, run) / some.length);
  const [a, b] = [Math.min(parts[0] ?? 0, parts[2] ?? 0), Math.min(parts[1] ?? 0, parts[3] ?? 0)];
  return `${us(b)} beside ${us(a)}: ${(b / a).toFixed(1)}x`;
}

/** What the rows of a tenant take, and what it takes after many checks. Only texts of it are there beforehand. */
function heapOf(size: number): string {
  const { changes, asked, now } = (({ tables, queries, now }: Workload) => ({
    changes: JSON.stringify(tables.changes()),
    asked: JSON.stringify(queries),
    now,
  }))(workload(size, 20_000));
  const tables = new Tables(indexes);
  const ask = (list: Workload['queries']): void =>
    list.forEach(({ principal, permission }) => isAllowed(tables, now, principal, permission));
  // Asked once while empty, so that nothing of the tenant from which the texts came is held any more.
  ask((JSON.parse(asked) as Workload['queries']).slice(0, 1));
  const before = heap();
  tables.apply(JSON.parse(changes) as never);
  const rows = heap() - before;
  ask(JSON.parse(asked) as Workload['queries']);
  return `${rows.toFixed(1)} MB, ${(heap() - before).toFixed(1)} MB`;
}

/** What it costs to write, to copy and to keep: the rows of the table that are not about speed of answering. */
export function costs(): { what: string; value: string }[] {
  const kept = heapOf(4000);
  const four = workload(4000, 20_000);
  const forty = workload(40_000, 20_000);
  const { tables, now, queries, another } = forty;
  const rows = Array.from({ length: 400 }, (_, n) => another(1_000_000 + n));
  const asker = (n: number) => queries[n % queries.length] ?? (queries[0] as (typeof queries)[0]);
  const write = (n: number) => {
    const row = rows[n % rows.length] as (typeof rows)[0];
    return put('roleAssignments', idKey(row.id), row);
  };
  const add = timed(200, (n) => tables.apply([write(n)]));
  const addAndAsk = timed(200, (n) => {
    tables.apply([write(200 + n)]);
    const { principal, permission } = asker(n);
    isAllowed(tables, now, principal, permission);
  });
  const probe = (n: number): unknown => {
    const fork = tables.fork();
    fork.apply([write(n)]);
    const { principal, permission } = asker(n);
    return decide(fork, now, principal, permission);
  };
  const one = timed(100, probe);
  const fifty = timed(5, (run) => {
    for (let n = 0; n < 50; n += 1) probe(run * 50 + n);
  });
  const text = canonical(four.tables.snapshot());
  const full = reasons(four);
  return [
    { what: 'with all its reasons, at 4,000', value: full },
    { what: 'with all its reasons, at 40,000', value: reasons(forty) },
    { what: 'adding one assignment at 40,000', value: `${us(add)}; with the next decision ${us(addAndAsk)}` },
    { what: 'fork, write and decide at 40,000', value: `${us(one)}; fifty ${fifty.toFixed(1)} ms` },
    {
      what: 'heap at 4,000: the rows, and after 20,000 checks',
      value: kept,
    },
    {
      what: 'snapshot at 4,000: as JSON, and gzip',
      value: `${(text.length / 1e6).toFixed(2)} MB, ${(gzipSync(text).length / 1e6).toFixed(2)} MB`,
    },
  ];
}
