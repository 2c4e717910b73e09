import type { Az } from './context.ts';
import type { Json } from './json.ts';
import type { TableRow } from './output/table.ts';

/** One option of a command. The record key, in kebab case, is its long option unless `options` says otherwise. */
export interface Parameter {
  help: string;
  /** A second, indented paragraph of help. */
  detail?: string;
  /** The letter of the short option, without the dash. */
  short?: string;
  /** Every spelling in az's own order, when it is not `--key` and `-short`. */
  options?: readonly string[];
  required?: boolean;
  choices?: readonly string[];
  /** How many values follow: none, at most one, any number, or at least one. One when absent. */
  takes?: 'flag' | 'maybe' | 'any' | 'many';
  kind?: 'int' | 'bool' | 'location' | 'tags' | 'tag' | 'vault' | 'date' | 'subscription';
  default?: string | number | boolean;
  group?: string;
  preview?: boolean;
  /** Taken, but not shown in help. */
  hidden?: boolean;
  /** The sentence that az prints when the option is used. */
  deprecated?: string;
  /** The name under which `az configure --defaults` may hold a value for it. */
  configured?: 'group' | 'location' | 'web' | 'appserviceplan';
  /** Which part of a resource id this option stands for, on commands that take `--ids`. */
  idPart?: 'resourceGroup' | 'name';
  /** Where to find values, shown at the end of the help line. */
  valuesFrom?: string;
}

export type Parameters = Record<string, Parameter>;

type Plain<P extends Parameter> = P extends { takes: 'flag' }
  ? boolean
  : P extends { kind: 'bool' }
    ? boolean
    : P extends { kind: 'int' }
      ? number
      : P extends { kind: 'tags' | 'tag' }
        ? Record<string, string>
        : P extends { takes: 'any' | 'many' }
          ? string[]
          : string;

type IsGiven<P extends Parameter> = P extends { required: true }
  ? true
  : P extends { takes: 'flag' }
    ? true
    : P extends { idPart: string }
      ? true
      : P extends { default: string | number | boolean }
        ? true
        : false;

/** The values that a command's body receives, typed from its parameters. */
export type Args<P extends Parameters> = {
  [K in keyof P]: IsGiven<P[K]> extends true ? Plain<P[K]> : Plain<P[K]> | undefined;
};

export interface Example {
  says: string;
  line: string;
}

export interface Status {
  tag: '' | '[Preview]' | '[Deprecated]' | '[Experimental]';
  message: string;
}

/** An az command as data: parser, help, completion and coverage are derived from it. */
export interface Command<P extends Parameters = Parameters> {
  /** The words after `az`, e.g. `keyvault secret set`. */
  words: string;
  summary: string;
  detail?: string;
  parameters: P;
  examples?: readonly Example[];
  status?: Status;
  links?: readonly string[];
  /** The resource type whose full ids `--ids` accepts in place of the options with an `idPart`. */
  ids?: string;
  /** Asked before anything is sent, unless `--yes` is given. */
  confirm?: string;
  /** Without `--subscription`, as for commands that never speak to one subscription. */
  tenantLevel?: boolean;
  /** Composes the requests that the real az sends and returns what it prints, or undefined for no output. */
  run(args: Args<P>, az: Az): Promise<Json | undefined> | Json | undefined;
  /** Reshapes the result for `-o table`, unless `--query` is used. */
  table?(result: Json): TableRow[] | TableRow;
  /** Printed as the service sent it, without `resourceGroup` added. */
  raw?: boolean;
  /** Keep the id column in that table, as the Graph lists do. */
  showIds?: boolean;
}

/** Returns its argument; it exists so that `run` is typed by `parameters`. */
export function defineCommand<const P extends Parameters>(command: Command<P>): Command {
  return command as unknown as Command;
}
