import { useEffect, useRef, useState } from 'react';
import type { CheckView } from '#lab/session-client.ts';

/** What changed between two states of the tasks, in sentences; empty when nothing did. */
export const changesIn = (before: readonly CheckView[], after: readonly CheckView[]): string => {
  const was = new Map(before.map(({ id, status }) => [id, status]));
  const sentences = after.flatMap(({ id, says, status }) => {
    const old = was.get(id);
    if (old === undefined || old === status) return [];
    if (status === 'done') return [`Task done: ${says}.`];
    return old === 'done' ? [`No longer done: ${says}.`] : [];
  });
  if (sentences.length > 0 && after.every(({ status }) => status === 'done')) sentences.push('All tasks are done.');
  return sentences.join(' ');
};

/** Tells a screen reader when a task has become done or undone. */
export function Announcer({ checks }: { checks: readonly CheckView[] | undefined }) {
  const before = useRef<readonly CheckView[]>(undefined);
  const [says, setSays] = useState('');
  useEffect(() => {
    if (!checks) return;
    const news = before.current ? changesIn(before.current, checks) : '';
    before.current = checks;
    if (news) setSays(news);
  }, [checks]);
  return (
    <p className="visually-hidden" role="status">
      {says}
    </p>
  );
}
