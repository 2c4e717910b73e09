import { describe, expect, it } from 'vitest';
import type { LogItem } from '#lab/session-client.ts';
import { decisiveItem, listLines, runOf } from './runs.ts';

const item = (seq: number, more: Partial<LogItem> = {}): LogItem => ({
  seq,
  kind: 'request',
  at: seq * 1000,
  from: 'Ada',
  to: 'app-web',
  summary: `entry ${seq}`,
  outcome: 'ok',
  inEffect: true,
  ...more,
});

const shape = (log: LogItem[]) =>
  listLines(log).map((line) => (line.kind === 'note' ? line.item.seq : line.run.items.map(({ seq }) => seq)));

describe('the list of requests', () => {
  it('keeps a visit and what it caused together, newest run first', () => {
    const log = [item(7, { cause: 5 }), item(6, { cause: 5 }), item(5), item(4, { kind: 'clock' }), item(3)];
    expect(shape(log)).toEqual([[5, 6, 7], 4, [3]]);
  });

  it('keeps a run together when something else came between', () => {
    expect(shape([item(9, { cause: 5 }), item(8, { kind: 'hint' }), item(6), item(5)])).toEqual([[5, 9], 8, [6]]);
  });

  it('follows causes of causes', () => {
    expect(shape([item(3, { cause: 2 }), item(2, { cause: 1 }), item(1)])).toEqual([[1, 2, 3]]);
  });

  it('keeps a run together whose beginning is beyond the log at hand', () => {
    const log = [item(9, { cause: 5 }), item(8, { cause: 5 })];
    expect(shape(log)).toEqual([[8, 9]]);
    expect(runOf(listLines(log), 8)?.root).toBe(5);
  });

  it('does not hang on an entry that names itself or a later one as its cause', () => {
    expect(shape([item(2, { cause: 2 }), item(1, { cause: 2 })])).toHaveLength(1);
  });

  it('finds the run of an entry', () => {
    const lines = listLines([item(2, { cause: 1 }), item(1)]);
    expect(runOf(lines, 2)?.root).toBe(1);
    expect(runOf(lines, 9)).toBeUndefined();
  });
});

describe('what a run came to', () => {
  const secret = { method: 'GET', url: 'https://kv/secrets/db' };
  const challenge = item(2, { ...secret, cause: 1, outcome: 'refused', status: 401 });

  it('is its last trouble', () => {
    expect(decisiveItem({ root: 1, items: [item(1), challenge, item(3, { cause: 1 })] })?.seq).toBe(2);
  });

  it('is not a challenge that was met', () => {
    expect(decisiveItem({ root: 1, items: [item(1), challenge, item(3, { ...secret, cause: 1 })] })?.seq).toBe(1);
  });
});
