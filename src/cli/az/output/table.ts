import { CliError } from '../errors.ts';
import type { Json } from '../json.ts';
import { byCodePoint } from './json.ts';
import { repr } from '../python-text.ts';
import { pythonText } from './tsv.ts';
import { textWidth } from '../text-width.ts';

/** One row of a table, its columns in order. */
export type TableRow = Record<string, Json>;

const SKIPPED = new Set(['id', 'type', 'etag']);

const UNAVAILABLE =
  'Table output unavailable. Use the --query option to specify an appropriate query. Use --debug for more info.';

function capitalize(key: string): string {
  return key.slice(0, 1).toUpperCase() + key.slice(1);
}

function toRow(item: Json, sorted: boolean, skipped: ReadonlySet<string>): Map<string, string> {
  const row = new Map<string, string>();
  if (Array.isArray(item)) {
    item.forEach((value, index) => row.set(`Column${index + 1}`, pythonValue(value).trim()));
  } else if (typeof item === 'object' && item !== null) {
    const keys = sorted ? Object.keys(item).sort(byCodePoint) : Object.keys(item);
    for (const key of keys) {
      const value = item[key] ?? null;
      if (skipped.has(key) || value === null || typeof value === 'object') continue;
      row.set(capitalize(key), pythonText(value).trim());
    }
  } else {
    row.set('Result', item === null ? '' : pythonText(item).trim());
  }
  return row;
}

/** Lists and objects inside a row of positional columns are shown as Python writes them. */
function pythonValue(value: Json): string {
  if (value === null) return '';
  if (typeof value !== 'object') return pythonText(value);
  return repr(value);
}

function pad(value: string, width: number): string {
  return value + ' '.repeat(Math.max(0, width - textWidth(value)));
}

/** tabulate makes a column at least two wider than its heading. */
const HEADING_PADDING = 2;

function widest(text: string): number {
  return Math.max(...text.split('\n').map(textWidth));
}

/** Lays rows out as Python's tabulate does in its `simple` style: two spaces between columns, dashes under headings. */
export function layOut(rows: readonly Map<string, string>[]): string {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const widths = columns.map((name) =>
    Math.max(widest(name) + HEADING_PADDING, ...rows.map((row) => widest(row.get(name) ?? ''))),
  );
  const line = (cells: readonly string[]) => {
    const parts = cells.map((value) => value.split('\n'));
    const height = Math.max(1, ...parts.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      parts
        .map((lines, i) => pad(lines[at] ?? '', widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    ).join('\n');
  };
  const body = rows.map((row) => line(columns.map((name) => row.get(name) ?? '')));
  if (columns.length === 0) return body.join('\n');
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...body].join('\n');
}

/**
 * `-o table`: drops id, type, etag, nulls and everything nested. `sorted` is false where a query or a command's own
 * layout decides the order of columns; `showIds` is set by the Graph lists, whose ids are short.
 */
export function formatTable(result: Json | TableRow[], sorted: boolean, showIds = false): string {
  const items = Array.isArray(result) ? result : [result];
  const skipped = showIds ? new Set(['type', 'etag']) : SKIPPED;
  const rows = items.map((item) => toRow(item, sorted, skipped));
  if (rows.length === 0) return '\n';
  const laidOut = layOut(rows);
  if (laidOut === '\n') throw new CliError(UNAVAILABLE);
  return `${laidOut}\n`;
}
