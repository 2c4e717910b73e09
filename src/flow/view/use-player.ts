import { useEffect, useState } from 'react';

export const speeds = [0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

/** One step at speed 1, in ms: long enough to read the label of an arrow. */
const pace = 1200;

export interface Player {
  /** Index of the step where the story stands: this one and all before it have happened. */
  cursor: number;
  playing: boolean;
  speed: Speed;
  go(to: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
}

/** Walks through `count` steps by hand or by itself. Until somebody moves it stands at `home`, the end of request `anchor`. */
export function usePlayer(count: number, home: number, anchor: number): Player {
  const [at, setAt] = useState<number>();
  const [anchored, setAnchored] = useState(anchor);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  if (anchored !== anchor) {
    setAnchored(anchor);
    setAt(undefined);
    setPlaying(false);
  }
  const last = Math.max(0, count - 1);
  const cursor = Math.min(at ?? home, last);
  const running = playing && cursor < last;

  useEffect(() => {
    if (!running) return undefined;
    const timer = setTimeout(() => setAt(cursor + 1), pace / speed);
    return () => clearTimeout(timer);
  }, [running, cursor, speed]);

  return {
    cursor,
    playing: running,
    speed,
    go(to) {
      setPlaying(false);
      setAt(Math.max(0, Math.min(to, last)));
    },
    play() {
      if (cursor >= last) setAt(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    setSpeed,
  };
}
