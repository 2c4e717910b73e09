import { describe, expect, it } from 'vitest';
import type { CheckView, LogItem } from '#lab/session-client.ts';
import { changesIn } from './announcer.tsx';
import { outcomeWords } from './log-line.tsx';
import { clockWords, durationWords } from './words.ts';

describe('time in words', () => {
  it.each([
    [0, '0 seconds'],
    [900, '1 second'],
    [45_000, '45 seconds'],
    [61_000, '2 minutes'],
    [3_600_000, '1 hour'],
    [5_400_000, '1 hour 30 minutes'],
    [3 * 86_400_000, '3 days'],
  ])('%i ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('shows the virtual time in UTC, wherever the learner is', () => {
    expect(clockWords(Date.UTC(2026, 10, 23, 9, 14))).toBe('Mon 09:14');
  });
});

describe('what became of an entry', () => {
  const item = (part: Partial<LogItem>) => ({ outcome: 'ok', ...part }) as LogItem;
  it.each([
    [item({ status: 200 }), '200'],
    [item({ outcome: 'refused', status: 403, code: 'ForbiddenByRbac' }), '403 ForbiddenByRbac'],
    [item({ outcome: 'unreachable', status: 0 }), 'no answer'],
    [item({ outcome: 'note' }), ''],
  ])('%o is said as "%s"', (entry, words) => {
    expect(outcomeWords(entry)).toBe(words);
  });
});

describe('changes of the tasks', () => {
  const checks = (...status: CheckView['status'][]) =>
    status.map((one, index) => ({ id: `t${index}`, says: `task ${index}`, status: one }) as CheckView);

  it('are announced in both directions, and nothing else is', () => {
    expect(changesIn(checks('open', 'open'), checks('done', 'open'))).toBe('Task done: task 0.');
    expect(changesIn(checks('done', 'open'), checks('undone', 'open'))).toBe('No longer done: task 0.');
    expect(changesIn(checks('done', 'open'), checks('done', 'open'))).toBe('');
    expect(changesIn(checks('open', 'open'), checks('open', 'undone'))).toBe('');
  });

  it('end with the whole', () => {
    expect(changesIn(checks('done', 'open'), checks('done', 'done'))).toBe('Task done: task 1. All tasks are done.');
  });
});
