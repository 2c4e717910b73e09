import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { canonical } from '#kernel/canonical.ts';
import type { Decision } from '#kernel/decision.ts';
import { packState, unpackState } from '#kernel/packed.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import { decide, isAllowed } from '#services/authorization/decide.ts';
import { indexes } from '#tenant/world.ts';
import { workload, type Workload } from './access-workload.ts';

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

/** Reads every member of a decision, so that nothing may be put off until somebody looks. */
function readAll(decision: Decision): number {
  let letters = decision.missing?.note?.length ?? 0;
  for (const one of decision.assignments)
    letters += one.outcome.length + one.id.length + one.roleName.length + one.scope.length + one.through.length;
  for (const one of decision.denies) letters += one.outcome.length + one.name.length;
  return letters + decision.scopesWalked.length + decision.groups.length;
}

/** The decision with its reasons beside the plain one, of the same 4,000 questions; both were asked before, or neither was. */
function reasons(work: Workload): { warm: string; first: string } {
  const { now, queries } = work;
  const some = queries.slice(0, 4000);
  const best = { plain: Infinity, full: Infinity, first: Infinity };
  let letters = 0;
  const each = (ask: (query: Workload['queries'][0]) => unknown): number => {
    const began = performance.now();
    for (const query of some) ask(query);
    return (performance.now() - began) / some.length;
  };
  for (let round = 0; round < 8; round += 1) {
    const tables = round % 4 ? work.tables : copyOf(work);
    const plain = each(({ principal, permission }) => isAllowed(tables, now, principal, permission));
    const full = each(({ principal, permission }) => {
      letters += readAll(decide(tables, now, principal, permission));
    });
    if (round % 4 === 0) best.first = Math.min(best.first, full);
    else if (round % 4 > 1) {
      best.plain = Math.min(best.plain, plain);
      best.full = Math.min(best.full, full);
    }
  }
  if (!letters) throw new Error('no reasons were given');
  return {
    warm: `${us(best.full)} beside ${us(best.plain)}: ${(best.full / best.plain).toFixed(1)}x`,
    first: us(best.first),
  };
}

/** The same rows in a state of which nothing was asked yet. */
export function copyOf({ tables }: Workload): Tables {
  const copy = new Tables(indexes);
  copy.apply(tables.changes());
  return copy;
}

/** What the rows of a tenant take, and what it takes after many checks: weighed in a process that holds nothing else. */
function heapOf({ tables, queries, now }: Workload): { rows: number; asked: number; most: number } {
  const file = join(mkdtempSync(join(tmpdir(), 'tenantlab-bench-')), 'rows.json');
  writeFileSync(file, JSON.stringify({ changes: tables.changes(), queries, now }));
  const script = join(import.meta.dirname, 'heap-of-rows.ts');
  const text = execFileSync(process.execPath, ['--expose-gc', script, file], { encoding: 'utf8' });
  rmSync(dirname(file), { recursive: true });
  return JSON.parse(text) as ReturnType<typeof heapOf>;
}

/** What it costs to write, to copy and to keep: the rows of the table that are not about speed of answering. */
export function costs(): { what: string; value: string }[] {
  const four = workload(4000, 20_000);
  const kept = heapOf(four);
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
  const packed = packState(four.tables.snapshot());
  if (canonical(unpackState(packed)) !== text) throw new Error('the packed state is not the same state');
  const why = { four: reasons(four), forty: reasons(forty) };
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
  return [
    { what: 'with all its reasons, read, at 4,000', value: `${why.four.warm}; asked first ${why.four.first}` },
    { what: 'with all its reasons, read, at 40,000', value: `${why.forty.warm}; asked first ${why.forty.first}` },
    { what: 'adding one assignment at 40,000', value: `${us(add)}; with the next decision ${us(addAndAsk)}` },
    { what: 'fork, write and decide at 40,000', value: `${us(one)}; fifty ${fifty.toFixed(1)} ms` },
    {
      what: 'heap at 4,000: rows, after 20,000 checks, with reasons',
      value: `${mb(kept.rows)}, ${mb(kept.asked)}, ${mb(kept.most)}`,
    },
    {
      what: 'snapshot at 4,000: packed, plain JSON, packed gzip',
      value: `${mb(packed.length)}, ${mb(text.length)}, ${mb(gzipSync(packed).length)}`,
    },
  ];
}
