import type { Status } from '../define.ts';
import root from './data/root.json' with { type: 'json' };

interface Row {
  summary: string;
  status?: readonly (readonly string[])[];
  command?: boolean;
}

export interface FirstWord {
  word: string;
  summary: string;
  statuses: Status[];
  command: boolean;
}

/** Every first word of az 2.74.0 without extensions, as its welcome page lists them. */
export const FIRST_WORDS: readonly FirstWord[] = Object.entries(root as Record<string, Row>).map(
  ([word, { summary, status = [], command = false }]) => ({
    word,
    summary,
    statuses: status.map(([tag = '', message = '']) => ({ tag, message })),
    command,
  }),
);
