import type { Command, Example, Parameter, Status } from '../define.ts';
import type { Group } from '../tree.ts';
import { FILES } from './files.ts';

type StatusRow = readonly [tag: string, message: string];

interface Described {
  summary: string;
  detail?: string;
  status?: readonly StatusRow[];
  links?: readonly string[];
  examples?: readonly (readonly string[])[];
  hidden?: boolean;
}

interface CommandRow extends Described {
  tenantLevel?: boolean;
  ids?: boolean;
  /** True stands for az's common question. */
  confirm?: string | true;
  /** The arguments, as places in the file's list. */
  args: readonly number[];
}

/**
 * One file of the table: everything that az 2.74.0 knows under one of its first words, recorded from its own help.
 * Groups and commands are keyed by their further words; arguments that are alike stand in the file once.
 */
export interface KnownFile {
  args: readonly (readonly [key: string, parameter: Parameter])[];
  groups: Readonly<Record<string, Described>>;
  commands: Readonly<Record<string, CommandRow>>;
}

export interface Known {
  groups: readonly Group[];
  commands: readonly Command[];
}

const COMMON_QUESTION = 'Are you sure you want to perform this operation?';

const statuses = (rows: readonly StatusRow[] = []): Status[] => rows.map(([tag, message]) => ({ tag, message }));

const example = ([says = '', line = '', detail]: readonly string[]): Example => ({
  says,
  line,
  ...(detail !== undefined && { detail }),
});

const joined = (top: string, rest: string): string => (rest === '' ? top : `${top} ${rest}`);

/** The groups and commands of one file. */
export function readKnown(top: string, { args, groups, commands }: KnownFile): Known {
  return {
    groups: Object.entries(groups).map(([rest, row]) => ({
      words: joined(top, rest),
      summary: row.summary,
      statuses: statuses(row.status),
      links: row.links ?? [],
      ...(row.detail !== undefined && { detail: row.detail }),
      ...(row.hidden && { hidden: true }),
    })),
    commands: Object.entries(commands).map(([rest, row]) => ({
      words: joined(top, rest),
      summary: row.summary,
      ...(row.detail !== undefined && { detail: row.detail }),
      statuses: statuses(row.status),
      links: row.links ?? [],
      examples: (row.examples ?? []).map(example),
      ...(row.hidden && { hidden: true }),
      ids: row.ids === true,
      tenantLevel: row.tenantLevel === true,
      confirm: row.confirm === true ? COMMON_QUESTION : row.confirm,
      parameters: Object.fromEntries(row.args.map((place) => args[place] ?? ['', { help: '' }])),
    })),
  };
}

/** What the real az knows under a first word, or undefined where it is not in the table. */
export async function loadKnown(top: string): Promise<Known | undefined> {
  const file = Object.hasOwn(FILES, top) ? FILES[top] : undefined;
  return file && readKnown(top, (await file()).default as unknown as KnownFile);
}
