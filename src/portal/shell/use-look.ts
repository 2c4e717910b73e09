import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Api } from '../api/api.ts';
import type { Answer, Problem } from '../api/problem.ts';
import { usePortal } from './context.ts';

/** What a view shows: the latest answer, also while it is asked for again, so that nothing jumps. */
export interface Look<T> {
  value?: T;
  problem?: Problem;
  /** Nothing has come yet. */
  waiting: boolean;
  refresh(): void;
}

/**
 * Looks at the tenant now, after each entry of the action log, and on demand. `key` names what is looked at: another
 * key drops what was shown. Without a key nothing is asked.
 */
export function useLook<T>(key: string | undefined, ask: (api: Api) => Promise<Answer<T>>): Look<T> {
  const { api, state } = usePortal();
  const [shown, setShown] = useState<{ key: string; answer: Answer<T> }>();
  const [turn, setTurn] = useState(0);
  const load = useEffectEvent(ask);
  useEffect(() => {
    if (key === undefined) return undefined;
    let current = true;
    void load(api).then((answer) => {
      if (current) setShown({ key, answer });
    });
    return () => {
      current = false;
    };
  }, [api, key, state.length, turn]);
  const refresh = useCallback(() => setTurn((last) => last + 1), []);
  const answer = shown?.key === key ? shown?.answer : undefined;
  if (!answer) return { waiting: key !== undefined, refresh };
  return answer.ok
    ? { value: answer.value, waiting: false, refresh }
    : { problem: answer.problem, waiting: false, refresh };
}
