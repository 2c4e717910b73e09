import type { LogItem } from '#lab/session-client.ts';

/** A request with all that it set going: the visit to an app, then what the app's program asked for. */
export interface Run {
  /** The entry that began it. */
  root: number;
  /** In the order in which they were made. */
  items: LogItem[];
}

/** A line of the list: a run to choose, or something that happened between runs. */
export type ListLine = { kind: 'run'; run: Run } | { kind: 'note'; item: LogItem };

const sent = (item: LogItem): boolean => item.kind === 'request' || item.kind === 'run' || item.url !== undefined;

/** The entry that set an item going, followed up as far as the log at hand goes. */
function rootOf(item: LogItem, bySeq: Map<number, LogItem>): number {
  let root = item;
  for (let above = item.cause; above !== undefined; above = root.cause) {
    const cause = bySeq.get(above);
    // The visit lies beyond the part of the log that was asked for: its number still holds the run together.
    if (!cause || cause.seq >= root.seq) return above;
    root = cause;
  }
  return root.seq;
}

/** The log as lines, newest first; inside a run the requests stand in the order in which they were made. */
export function listLines(log: readonly LogItem[]): ListLine[] {
  const bySeq = new Map(log.map((item) => [item.seq, item]));
  const runs = new Map<number, Run>();
  const lines: ListLine[] = [];
  for (const item of [...log].sort((a, b) => b.seq - a.seq)) {
    if (!sent(item)) {
      lines.push({ kind: 'note', item });
      continue;
    }
    const root = rootOf(item, bySeq);
    const run = runs.get(root);
    if (run) run.items.unshift(item);
    else {
      const begun = { root, items: [item] };
      runs.set(root, begun);
      lines.push({ kind: 'run', run: begun });
    }
  }
  return lines;
}

/** The run that an entry belongs to, or undefined when it is no request or not at hand. */
export function runOf(lines: readonly ListLine[], seq: number): Run | undefined {
  for (const line of lines) {
    if (line.kind === 'run' && line.run.items.some((item) => item.seq === seq)) return line.run;
  }
  return undefined;
}

const sameAddress = (a: LogItem, b: LogItem): boolean => a.method === b.method && a.url === b.url;

/**
 * The item that says what a run came to: its last trouble, unless the same request went well later (a client asks a
 * vault without a token first and comes back with one), else its beginning.
 */
export function decisiveItem(run: Run): LogItem | undefined {
  const troubled = run.items.filter(
    (item, at) =>
      (item.outcome === 'refused' || item.outcome === 'unreachable') &&
      !run.items.slice(at + 1).some((later) => later.outcome === 'ok' && sameAddress(later, item)),
  );
  return troubled.at(-1) ?? run.items[0];
}
