import { Select, Tab, TabList } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import type { LabSessionClient, MachineChart } from '#lab/session-client.ts';
import type { Run } from '../model/runs.ts';
import { endOfRequest, type Story } from '../model/story.ts';
import { emptyWords } from '../words/empty.ts';
import { outcomeWord } from '../words/outcome.ts';
import { CompareTab } from './compare-tab.tsx';
import { FlowTab } from './flow-tab.tsx';
import { MachineTab } from './machine-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { RequestHead } from './request-head.tsx';
import { TokenTab } from './token-tab.tsx';
import { usePlayer } from './use-player.ts';
import { useRecords, useStory } from './use-story.ts';
import { WhyTab } from './why-tab.tsx';

const tabs = { flow: 'Flow', machine: 'Machine', raw: 'Raw', token: 'Token', why: 'Why', compare: 'Compare' } as const;
export type TabName = keyof typeof tabs;

interface Props {
  client: LabSessionClient;
  run: Run;
  runs: readonly Run[];
  charts: readonly MachineChart[];
  chosen: number;
  tab: TabName;
  onTab(tab: TabName): void;
  onChoose(seq: number): void;
  onBack(): void;
}

const noStory: Story = { steps: [], parties: [] };

/** One run in full: its picture, and behind the tabs the request at which the picture stands. */
export function RunDetail({ client, run, runs, charts, chosen, tab, onTab, onChoose, onBack }: Props) {
  const id = useId();
  const records = useRecords(
    client,
    run.items.map(({ seq }) => seq),
  );
  const story = useStory(run, records) ?? noStory;
  const player = usePlayer(story.steps.length, endOfRequest(story.steps, chosen), chosen);
  const seq = story.steps[player.cursor]?.seq ?? chosen;
  const [item = run.items[0]] = run.items.filter((one) => one.seq === seq);
  const record = records.get(seq) ?? undefined;
  if (!item) return null;

  const open = (other: number) => {
    if (run.items.some((one) => one.seq === other)) player.go(endOfRequest(story.steps, other));
    onChoose(other);
  };
  // What comes of a token that was tampered with is seen best where the checks are.
  const sent = (other: number) => {
    onTab('flow');
    open(other);
  };
  const none = <p className="tf-quiet">{records.has(seq) ? emptyWords.record : ''}</p>;
  const views: Record<TabName, () => ReactNode> = {
    flow: () => <FlowTab story={story} player={player} />,
    machine: () => (record ? <MachineTab record={record} charts={charts} /> : none),
    raw: () => (record ? <RawTab record={record} /> : none),
    token: () => (record ? <TokenTab client={client} record={record} onOpen={open} onSent={sent} /> : none),
    why: () => (record ? <WhyTab record={record} /> : none),
    compare: () => <CompareTab client={client} run={run} story={story} seq={seq} runs={runs} />,
  };
  return (
    <article className="tf-detail" aria-label={`Request #${seq}`}>
      <RequestHead item={item} record={record} onBack={onBack} />
      <div className="tf-tabs">
        <TabList
          size="small"
          selectedValue={tab}
          onTabSelect={(_event, { value }) => onTab(value as TabName)}
          aria-label="Views of this request"
        >
          {Object.entries(tabs).map(([value, title]) => (
            <Tab key={value} value={value} id={`${id}-${value}`} aria-controls={`${id}-panel`}>
              {title}
            </Tab>
          ))}
        </TabList>
        {run.items.length > 1 && tab !== 'flow' && (
          <Select
            size="small"
            aria-label="Request of this run"
            value={String(seq)}
            onChange={(_event, { value }) => open(Number(value))}
          >
            {run.items.map((one) => (
              <option key={one.seq} value={one.seq}>
                #{one.seq} {one.from} → {one.to} ({outcomeWord[one.outcome]})
              </option>
            ))}
          </Select>
        )}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} className="tf-panel" key={tab}>
        {views[tab]()}
      </div>
    </article>
  );
}
