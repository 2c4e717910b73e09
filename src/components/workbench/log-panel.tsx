import { useEffect, useState } from 'react';
import type { LabSessionClient, LogItem } from '#lab/session-client.ts';
import type { Bench } from './bench.ts';
import { LogLine } from './log-line.tsx';

const filters = {
  all: { says: 'Everything', keeps: () => true },
  requests: { says: 'Requests', keeps: ({ kind }: LogItem) => kind === 'request' },
  refused: { says: 'Refused', keeps: ({ outcome }: LogItem) => outcome === 'refused' || outcome === 'unreachable' },
};
type Filter = keyof typeof filters;

interface Props {
  client: LabSessionClient;
  log: readonly LogItem[];
  /** File name of the engine that runs this lab: saves and submissions name it. */
  engine: string;
  bench: Bench;
}

/** The whole log of the lab, newest first. */
export function LogPanel({ client, log, engine, bench }: Props) {
  const [filter, setFilter] = useState<Filter>('all');
  const [older, setOlder] = useState<LogItem[]>();
  const [newest] = log;
  useEffect(() => {
    let wanted = true;
    void client.log(100_000).then((all) => wanted && setOlder(all));
    return () => {
      wanted = false;
    };
  }, [client, newest?.seq]);
  const items = (older ?? log).filter(filters[filter].keeps);
  return (
    <div className="log-panel">
      <div className="filters" role="group" aria-label="Show">
        {(Object.keys(filters) as Filter[]).map((name) => (
          <button
            key={name}
            type="button"
            className="button step"
            aria-pressed={name === filter}
            onClick={() => setFilter(name)}
          >
            {filters[name].says}
          </button>
        ))}
      </div>
      {items.length === 0 ? (
        <p className="empty">
          Nothing of this kind has happened yet. Requests of portal, shell and app appear here as they are made.
        </p>
      ) : (
        <ol className="log-list" role="list" aria-label="Entries, newest first">
          {items.map((item) => (
            <li key={item.seq}>
              <LogLine item={item} openFlow={bench.openFlow} />
            </li>
          ))}
        </ol>
      )}
      <p className="engine">
        {items.length} of {(older ?? log).length} entries. Engine: {engine}
      </p>
    </div>
  );
}
