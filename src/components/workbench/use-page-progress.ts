import { useEffect } from 'react';
import { keepProgress } from '#components/page/stored.ts';
import type { CheckView } from '#lab/session-client.ts';

const words: Record<CheckView['status'], string> = {
  done: 'Done',
  open: 'Not yet',
  undone: 'Was done, is not any more',
};

/** Keeps the page around the workbench up to date: the head's count, the tasks within the text, and "Continue" next time. */
export const usePageProgress = (labId: string, checks: readonly CheckView[] | undefined, passed: boolean): void => {
  useEffect(() => {
    if (!checks) return;
    const done = checks.filter(({ status }) => status === 'done').length;
    keepProgress(labId, { done, total: checks.length, passed });
    const count = document.querySelector<HTMLElement>('[data-progress]');
    if (count) {
      count.hidden = false;
      count.textContent = `${done} of ${checks.length} tasks`;
    }
    for (const { id, status } of checks) {
      const place = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"]`);
      const word = place?.querySelector('[data-task-status]');
      if (place) place.dataset.status = status;
      if (word) word.textContent = words[status];
    }
  }, [labId, checks, passed]);
};
