import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Api } from '../../api/api.ts';
import type { Answer, Problem } from '../../api/problem.ts';
import { usePortal } from '../../shell/context.ts';

export interface Asked<T> {
  value?: T;
  problem?: Problem;
  /** Virtual time of the answer, ms. */
  at?: number;
  /** Entries have come since that may have changed the answer. */
  stale: boolean;
  ask(): Promise<void>;
}

/**
 * What was asked of a data plane. Unlike a look it leaves an entry and takes time, so it is asked when the view opens
 * and on demand, never by itself after other entries. `key` names it.
 */
export function useAsked<T>(key: string, request: (api: Api) => Promise<Answer<T>>): Asked<T> {
  const { api, state } = usePortal();
  const [shown, setShown] = useState<{ answer: Answer<T>; at: number; length: number }>();
  const begun = useRef<string>(undefined);
  const load = useEffectEvent(async () => {
    const answer = await request(api);
    const { now, length } = await api.client.state();
    setShown({ answer, at: now, length });
  });
  const [turn, setTurn] = useState(0);
  const done = useRef<() => void>(undefined);
  useEffect(() => {
    const name = `${key} ${api.account.refreshToken} ${turn}`;
    // Asked once a name, also where React mounts twice to find bugs.
    if (begun.current === name) return;
    begun.current = name;
    void load().finally(() => done.current?.());
  }, [key, api, turn]);
  const ask = useCallback(
    () =>
      new Promise<void>((resolve) => {
        done.current = resolve;
        setTurn((last) => last + 1);
      }),
    [],
  );
  if (!shown) return { stale: false, ask };
  const { answer, at, length } = shown;
  const stale = state.length > length;
  return answer.ok ? { value: answer.value, at, stale, ask } : { problem: answer.problem, at, stale, ask };
}
