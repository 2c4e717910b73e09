import { useCallback, useMemo, useRef, useState } from 'react';
import type { Notice, Notices } from './notices.ts';

/** How many lines the notifications keep. */
const longest = 50;

/** The notifications of this visit, newest first; `show` is told of each new one. */
export function useNotices(now: () => number, show: (notice: Notice) => void): Notices {
  const [list, setList] = useState<readonly Notice[]>([]);
  const [unread, setUnread] = useState(0);
  const next = useRef(1);
  const latest = useRef({ now, show });
  latest.current = { now, show };
  const add = useCallback((notice: Omit<Notice, 'id' | 'at'>) => {
    const whole: Notice = { ...notice, id: next.current, at: latest.current.now() };
    next.current += 1;
    setList((before) => [whole, ...before].slice(0, longest));
    setUnread((count) => count + 1);
    latest.current.show(whole);
  }, []);
  const read = useCallback(() => setUnread(0), []);
  return useMemo(() => ({ list, unread, add, read }), [list, unread, add, read]);
}
