import type { Problem } from '../api/problem.ts';
import type { Needed } from '../api/trail.ts';

/** One line of the notifications: what was asked for and how it ended. */
export interface Notice {
  id: number;
  /** Virtual time, ms. */
  at: number;
  tone: 'success' | 'error';
  title: string;
  detail?: string;
  problem?: Problem;
  needed: Needed[];
  seq?: number;
}

export interface Notices {
  list: readonly Notice[];
  unread: number;
  add(notice: Omit<Notice, 'id' | 'at'>): void;
  read(): void;
}
