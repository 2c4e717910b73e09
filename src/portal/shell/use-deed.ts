import { useCallback } from 'react';
import type { Ask, Deed } from '../api/api.ts';
import type { Audience } from '../api/tokens.ts';
import { usePortal } from './context.ts';

/** What the notification says, by how it ended. */
export interface Words {
  done: string;
  /** Instead of `done` where the answer is 202: it goes on by itself. */
  begun?: string;
  failed: string;
  /** A sentence under a success: what it means, and what it does not yet. */
  detail?: string;
}

/** Sends a change and tells how it ended, with the actions that it needed. */
export function useDeed(): <T>(audience: Audience, ask: Ask, words: Words) => Promise<Deed<T>> {
  const { api, notices } = usePortal();
  const { add } = notices;
  return useCallback(
    async <T>(audience: Audience, ask: Ask, words: Words) => {
      const answer = await api.deed<T>(audience, ask);
      const needed = answer.trail?.needed ?? [];
      const seq = answer.trail && { seq: answer.trail.seq };
      if (answer.ok) {
        add({
          tone: 'success',
          title: (answer.status === 202 && words.begun) || words.done,
          needed,
          ...(words.detail && { detail: words.detail }),
          ...seq,
        });
      } else {
        add({ tone: 'error', title: words.failed, problem: answer.problem, needed, ...seq });
      }
      return answer;
    },
    [api, add],
  );
}
