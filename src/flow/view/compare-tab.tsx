import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { LabSessionClient } from '#lab/session-client.ts';
import { compare, differingFacts } from '../model/compare.ts';
import { partnersOf } from '../model/partner.ts';
import type { Run } from '../model/runs.ts';
import { storyOf, type Story } from '../model/story.ts';
import { emptyWords } from '../words/empty.ts';
import { partedWords } from '../words/parted.ts';
import { outcomeWord } from '../words/outcome.ts';
import { ComparedTable } from './compared-table.tsx';
import { useRecords, useStory } from './use-story.ts';

interface Props {
  client: LabSessionClient;
  run: Run;
  story: Story;
  seq: number;
  runs: readonly Run[];
}

/** The run beside another one, step by step, and in what the two requests differed from the start. */
export function CompareTab({ client, run, story, seq, runs }: Props) {
  const partners = partnersOf(run, seq, runs);
  const [picked, setPicked] = useState<number>();
  const other = partners.find((item) => item.seq === picked) ?? partners[0];
  const otherRun = runs.find(({ items }) => items.some((item) => item.seq === other?.seq));
  const records = useRecords(client, [
    seq,
    ...(other ? [other.seq] : []),
    ...(otherRun?.items.map((item) => item.seq) ?? []),
  ]);
  const whole = useStory(otherRun, records);
  if (!other) return <p className="tf-quiet">{emptyWords.compare}</p>;

  const [mine, theirs] = [records.get(seq), records.get(other.seq)];
  // A request inside a run is laid beside its counterpart alone; the beginning of a run with all that it caused.
  const inner = (seq !== run.root || other.seq !== otherRun?.root) && mine && theirs;
  const left = inner ? storyOf([{ item: mine.item, record: mine }]).steps : story.steps;
  const right = inner ? storyOf([{ item: theirs.item, record: theirs }]).steps : (whole?.steps ?? []);
  const rows = whole ? compare(left, right) : [];
  const parted = rows.find((row) => row.first);
  return (
    <div className="tf-compare">
      <label className="tf-pick">
        Compare #{seq} with
        <Select size="small" value={String(other.seq)} onChange={(_event, { value }) => setPicked(Number(value))}>
          {partners.map((item) => (
            <option key={item.seq} value={item.seq}>
              #{item.seq} {item.from} → {item.to}: {item.summary} ({outcomeWord[item.outcome]})
            </option>
          ))}
        </Select>
      </label>
      {whole && (
        <p className="tf-parted" aria-live="polite">
          {parted ? partedWords(parted.left, parted.right, seq, other.seq) : emptyWords.same}
        </p>
      )}
      <ComparedTable
        rows={rows}
        left={seq}
        right={other.seq}
        facts={mine && theirs ? differingFacts(mine, theirs) : []}
      />
    </div>
  );
}
