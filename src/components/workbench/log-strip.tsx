import type { LogItem } from '#lab/session-client.ts';
import type { Bench } from './bench.ts';
import { LogLine } from './log-line.tsx';

/** The latest entries at the foot of the tenant, newest first: the thread that ties portal, shell and app together. */
export function LogStrip({ log, bench }: { log: readonly LogItem[]; bench: Bench }) {
  return (
    <section className="log-strip" aria-label="Latest requests">
      <ol role="list">
        {log.slice(0, 3).map((item) => (
          <li key={item.seq}>
            <LogLine item={item} openFlow={bench.openFlow} />
          </li>
        ))}
      </ol>
      <button type="button" className="button quiet step" onClick={() => bench.showTab('log')}>
        All
      </button>
    </section>
  );
}
