import type { LogItem } from '#lab/session-client.ts';
import type { Run } from './runs.ts';

/** A method and where it went, without the query. */
const address = ({ method, url }: LogItem): string => `${method ?? ''} ${url?.split('?')[0] ?? ''}`;

/** Runs that can be laid beside `run`: newest first, those that asked for the same thing in front. */
export function partnersOf(run: Run, seq: number, runs: readonly Run[]): LogItem[] {
  const subject = run.items.find((item) => item.seq === seq);
  if (!subject) return [];
  const others = runs.filter(({ root }) => root !== run.root);
  const same = others.flatMap(({ items }) => items.filter((item) => address(item) === address(subject)));
  const rest = others.flatMap(({ items }) => items.slice(0, 1)).filter((item) => !same.includes(item));
  return [...same, ...rest];
}
