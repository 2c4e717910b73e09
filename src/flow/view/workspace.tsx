import { useEffect, useMemo, useRef, useState } from 'react';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import { listLines, runOf } from '../model/runs.ts';
import { RunDetail, type TabName } from './run-detail.tsx';
import { RunList } from './run-list.tsx';
import { useCharts, useLog } from './use-log.ts';

interface Props {
  client: LabSessionClient;
  state: SessionState;
  seq: number | undefined;
  onSelect(seq: number): void;
}

/** The list of requests, or one of them opened. What the page asks for (`seq`) counts when it changes. */
export function Workspace({ client, state, seq, onSelect }: Props) {
  const { items, older } = useLog(client, state);
  const charts = useCharts(client);
  const [asked, setAsked] = useState(seq);
  const [chosen, setChosen] = useState(seq);
  const [listed, setListed] = useState(seq === undefined);
  const [tab, setTab] = useState<TabName>('flow');
  if (asked !== seq) {
    setAsked(seq);
    setChosen(seq);
    setListed(seq === undefined);
  }
  const lines = useMemo(() => listLines(items ?? []), [items]);
  const runs = useMemo(() => lines.flatMap((line) => (line.kind === 'run' ? [line.run] : [])), [lines]);
  const run = chosen === undefined ? undefined : runOf(lines, chosen);

  // Where the focus goes once the view has changed; nowhere when the page, not the reader, changed it.
  const wanted = useRef<string>(undefined);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const found = wanted.current && place.current?.querySelector<HTMLElement>(wanted.current);
    if (!found) return;
    wanted.current = undefined;
    found.focus();
  });

  const choose = (next: number) => {
    wanted.current = '.tf-title h2';
    setChosen(next);
    setListed(false);
    onSelect(next);
  };
  const back = () => {
    wanted.current = '.tf-request[aria-current]';
    setListed(true);
  };
  if (!items) return null;
  // The entry is written, its line is on its way: the list must not flash up in between.
  if (!listed && chosen !== undefined && chosen > (items[0]?.seq ?? -1) && chosen < state.length) return null;
  const listing = listed || !run || chosen === undefined;
  return (
    <div ref={place}>
      {listing ? (
        <RunList lines={lines} chosen={chosen} onChoose={choose} onOlder={older} />
      ) : (
        <RunDetail
          key={run.root}
          {...{ client, run, runs, charts, chosen, tab }}
          onTab={setTab}
          onChoose={choose}
          onBack={back}
        />
      )}
    </div>
  );
}
