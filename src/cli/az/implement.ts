import type { Az } from './context.ts';
import type { Json } from './json.ts';
import type { TableRow } from './output/table.ts';

/**
 * How a command's body reads one argument: a text, several, a whole number, a flag (false when absent), a three-state
 * flag, tags. `?` stands behind what may be absent.
 */
export type Kind = 'text' | 'texts' | 'int' | 'flag' | 'bool' | 'tags';

interface Values {
  text: string;
  texts: string[];
  int: number;
  flag: boolean;
  bool: boolean;
  tags: Record<string, string>;
}

/** The arguments that a body honours, keyed by the argument's first long option in camel case: `--resource-group` is `resourceGroup`. */
export type Takes = Readonly<Record<string, Kind | `${Kind}?`>>;

type Value<K> = K extends `${infer Plain extends Kind}?`
  ? Values[Plain] | undefined
  : K extends Kind
    ? Values[K]
    : never;

export type Given<T extends Takes> = { [K in keyof T]: Value<T[K]> };

/**
 * What an az command does. Its arguments, help, choices and requiredness are those of the real az, kept in the table of
 * known commands under the same words; an argument of that table which `takes` does not name is refused as not
 * simulated when it is given, never passed over.
 */
export interface Body<T extends Takes = Takes> {
  /** The words after `az`, e.g. `keyvault secret set`. */
  words: string;
  takes: T;
  /** Composes the requests that the real az sends and returns what it prints, or undefined for no output. */
  run(args: Given<T>, az: Az): Promise<Json | undefined> | Json | undefined;
  /** Reshapes the result for `-o table`, unless `--query` is used. */
  table?(result: Json): TableRow[] | TableRow;
  /** Asked before anything is sent, unless `--yes` is given; az's common question when the table knows `--yes` and this is absent. */
  confirm?: string;
  /** Printed as the service sent it, without `resourceGroup` added. */
  raw?: boolean;
  /** Keep the id column in that table, as the Graph lists do. */
  showIds?: boolean;
}

/** The body of one known command; `run` is typed by `takes`. */
export function implement<const T extends Takes>(words: string, body: Omit<Body<T>, 'words'>): Body {
  return { words, ...body } as unknown as Body;
}
