import type { LogItem } from '#lab/session-client.ts';
import type { Run } from './runs.ts';

/** A method and where it went, without the query. */
const address = ({ method, url }: LogItem): string => `${method ?? ''} ${url?.split('?')[0] ?? ''}`;

/** How much a request has to tell beside another: the same asker with another outcome most of all. */
const worth = (item: LogItem, subject: LogItem): number =>
  (item.from === subject.from ? 2 : 0) + (item.status !== subject.status ? 1 : 0);

/** Requests that can be laid beside one of `run`: those that asked for the same thing in front, newest first. */
export function partnersOf(run: Run, seq: number, runs: readonly Run[]): LogItem[] {
  const subject = run.items.find((item) => item.seq === seq);
  if (!subject) return [];
  const others = runs.filter(({ root }) => root !== run.root);
  const same = others.flatMap(({ items }) => items.filter((item) => address(item) === address(subject)));
  const rest = others.flatMap(({ items }) => items.slice(0, 1)).filter((item) => !same.includes(item));
  return [...same.sort((a, b) => worth(b, subject) - worth(a, subject)), ...rest];
}
