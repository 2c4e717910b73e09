import { useMemo, useState } from 'react';
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

  const choose = (next: number) => {
    setChosen(next);
    setListed(false);
    onSelect(next);
  };
  if (!items) return null;
  if (listed || !run || chosen === undefined)
    return <RunList lines={lines} chosen={chosen} onChoose={choose} onOlder={older} />;
  return (
    <RunDetail
      key={run.root}
      {...{ client, run, runs, charts, chosen, tab }}
      onTab={setTab}
      onChoose={choose}
      onBack={() => setListed(true)}
    />
  );
}
