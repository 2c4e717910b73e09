import { useEffect, useState } from 'react';
import type { LabSessionClient, LogItem, MachineChart, SessionState } from '#lab/session-client.ts';

const page = 200;

export interface Log {
  /** Newest first; undefined before the first answer. */
  items: LogItem[] | undefined;
  /** Asks for older entries; absent when all are here. */
  older?: () => void;
}

/** The log as it stands: read anew after each entry. */
export function useLog(client: LabSessionClient, state: SessionState): Log {
  const [limit, setLimit] = useState(page);
  const [items, setItems] = useState<LogItem[]>();
  const { length } = state;
  useEffect(() => {
    let wanted = true;
    void client.log(limit).then((log) => {
      if (wanted) setItems(log);
    });
    return () => {
      wanted = false;
    };
  }, [client, length, limit]);
  const more = items !== undefined && items.length >= limit && limit < length;
  return { items, ...(more && { older: () => setLimit(limit + page) }) };
}

/** The charts of the machines; they never change. */
export function useCharts(client: LabSessionClient): MachineChart[] {
  const [charts, setCharts] = useState<MachineChart[]>([]);
  useEffect(() => {
    let wanted = true;
    void client.charts().then((all) => {
      if (wanted) setCharts(all);
    });
    return () => {
      wanted = false;
    };
  }, [client]);
  return charts;
}
