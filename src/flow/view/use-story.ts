import { useEffect, useMemo, useState } from 'react';
import type { FlowRecord, LabSessionClient } from '#lab/session-client.ts';
import type { Run } from '../model/runs.ts';
import { storyOf, type Story } from '../model/story.ts';

/** What is known of each entry; null for one that is no request. A record never changes once it is written. */
type Records = ReadonlyMap<number, FlowRecord | null>;
const none: Records = new Map();

/** The records of some entries, as they arrive. */
export function useRecords(client: LabSessionClient, seqs: readonly number[]): Records {
  const [known, setKnown] = useState<{ client: LabSessionClient; records: Records }>({ client, records: none });
  const records = known.client === client ? known.records : none;
  const wanted = seqs.filter((seq) => !records.has(seq)).join(' ');
  useEffect(() => {
    if (wanted === '') return undefined;
    let waiting = true;
    const ask = wanted.split(' ').map(async (seq) => [Number(seq), (await client.flow(Number(seq))) ?? null] as const);
    void Promise.all(ask).then((found) => {
      if (!waiting) return;
      setKnown((before) => ({
        client,
        records: new Map([...(before.client === client ? before.records : none), ...found]),
      }));
    });
    return () => {
      waiting = false;
    };
  }, [client, wanted]);
  return records;
}

/** The story of a run once all its records are here. */
export function useStory(run: Run | undefined, records: Records): Story | undefined {
  return useMemo(() => {
    if (!run || !run.items.every(({ seq }) => records.has(seq))) return undefined;
    return storyOf(
      run.items.map((item) => {
        const record = records.get(item.seq);
        return { item, ...(record && { record }) };
      }),
    );
  }, [run, records]);
}
