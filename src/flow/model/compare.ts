import type { FlowRecord } from '#lab/session-client.ts';
import { decodeJwt } from './jwt.ts';
import type { Step } from './story.ts';

/** Two steps that stand side by side; one side is missing where only the other run did it. */
export interface ComparedRow {
  left?: Step;
  right?: Step;
  same: boolean;
  /** The first row in which the runs part. */
  first: boolean;
}

/** What makes two steps the same kind of step, whoever asked and whatever came of it. */
function keyOf({ kind, from, to, label }: Step): string {
  if (kind === 'request' || kind === 'inside') return `${kind} ${to.kind} ${label}`;
  return kind === 'check' || kind === 'note' ? `${kind} ${to.kind} ${label}` : `${kind} ${from.kind}`;
}

/** Numbers of entries differ from run to run and mean nothing here. */
const withoutNumbers = (text = ''): string => text.replaceAll(/#\d+/g, '#');

const same = (a: Step, b: Step): boolean =>
  a.outcome === b.outcome &&
  a.label === b.label &&
  a.decision === b.decision &&
  a.from.title === b.from.title &&
  a.to.title === b.to.title &&
  withoutNumbers(a.detail) === withoutNumbers(b.detail);

/** Lengths of the longest common subsequence from each pair of positions on. */
function commonFrom(left: readonly Step[], right: readonly Step[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [a, b, row] = [left[i], right[j], table[i]];
      if (!a || !b || !row) continue;
      row[j] = keyOf(a) === keyOf(b) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return table;
}

/** Lays two runs side by side, step by step, and marks the first difference. */
export function compare(left: readonly Step[], right: readonly Step[]): ComparedRow[] {
  const common = commonFrom(left, right);
  const rows: Omit<ComparedRow, 'first'>[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a && b && keyOf(a) === keyOf(b)) {
      rows.push({ left: a, right: b, same: same(a, b) });
      i += 1;
      j += 1;
    } else if (a && (!b || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      rows.push({ left: a, same: false });
      i += 1;
    } else {
      rows.push({ ...(b && { right: b }), same: false });
      j += 1;
    }
  }
  const first = rows.findIndex((row) => !row.same);
  return rows.map((row, at) => ({ ...row, first: at === first }));
}

export interface ComparedFact {
  name: string;
  left: string;
  right: string;
}

/** Claims that differ with every token and tell nothing. */
const restless = new Set(['iat', 'nbf', 'uti', 'aio', 'rh']);

const factsOf = (record: FlowRecord): Record<string, string> => {
  const claims = record.token ? decodeJwt(record.token.jwt)?.payload : undefined;
  return {
    request: `${record.request.method} ${record.request.url}`,
    body: record.request.body ?? '',
    ...Object.fromEntries(
      Object.entries(claims ?? {})
        .filter(([name]) => !restless.has(name))
        .map(([name, value]) => [`claim ${name}`, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  };
};

/** In what two requests differed before anyone judged them: address, body, claims of the token. */
export function differingFacts(left: FlowRecord, right: FlowRecord): ComparedFact[] {
  const [a, b] = [factsOf(left), factsOf(right)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => a[name] !== b[name])
    .map((name) => ({ name, left: a[name] ?? '', right: b[name] ?? '' }));
}
