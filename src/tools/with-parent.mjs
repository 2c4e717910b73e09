// Plain JavaScript for Node 20: what npm runs is to end with npm, which puts a shell between that passes no signal on.
import { readFileSync } from 'node:fs';

/** Our parent and, where the system shows it as a file, the parent's parent: npm itself, behind its shell. */
const ancestors = () => {
  try {
    const [, after = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return `${process.ppid} ${after}`;
  } catch {
    return `${process.ppid}`;
  }
};

/** Calls `end` once the process that started this one is gone. Only under npm: by itself a server may outlive its shell. */
export const endWithParent = (end) => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
};
