import type { Body } from './implement.ts';

/** Which part of a resource id an option stands for, on commands that take `--ids`. */
export type IdPart = 'resourceGroup' | 'name' | 'childName1' | 'childName2' | 'childName3' | 'childName4';

/**
 * One argument of a command, as the table of known commands holds it. Its key, in kebab case, is its long option unless
 * `options` says otherwise.
 */
export interface Parameter {
  /** The help line. az has put in the capital and the full stop. */
  help: string;
  /** A second, indented paragraph of help. */
  detail?: string;
  /** The letter of the short option, without the dash. */
  short?: string;
  /** Every spelling in az's own order, when it is not `--key` and `-short`. */
  options?: readonly string[];
  /** The spellings that help shows, when they are not all. */
  shown?: readonly string[];
  /** Spellings that are deprecated, each with the sentence that az prints when it is used; help lists them by themselves. */
  oldOptions?: Readonly<Record<string, string>>;
  /** The same for spellings that help does not show any more. */
  goneOptions?: Readonly<Record<string, string>>;
  /** An argument without an option, and how help calls it: `<KEY>`. */
  positional?: string;
  required?: boolean;
  choices?: readonly string[];
  /** How many values follow: none, at most one, any number, or at least one. One when absent. */
  takes?: 'flag' | 'maybe' | 'any' | 'many';
  kind?: 'int' | 'float' | 'bool' | 'location' | 'tags' | 'tag' | 'vault' | 'date' | 'subscription';
  /** Read by the newer half of az, whose sentences about a wrong value are its own. */
  aaz?: boolean;
  /** May be given several times; its values add up. */
  repeats?: boolean;
  default?: string | number | boolean | readonly (string | number)[];
  /** The heading it stands under in help, without the word `Arguments`. */
  group?: string;
  preview?: boolean;
  experimental?: boolean;
  /** Taken, but not shown in help. */
  hidden?: boolean;
  /** The sentence that az prints when the argument is used. */
  deprecated?: string;
  /** The sentence about a change to come, shown in help. */
  breaking?: string;
  /** The name under which `az configure --defaults` may hold a value for it. */
  configured?: string;
  idPart?: IdPart;
  /** Needed neither with `--ids` nor without. */
  idOptional?: boolean;
  /** Where to find values: what az adds at the end of the help line. */
  from?: string;
  /** Its value is a file's name, which the shell completes. */
  files?: boolean;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** What az calls a part of itself that is not settled: its tag in lists, and the sentence about it. */
export interface Status {
  tag: string;
  message: string;
}

export interface Example {
  says: string;
  line: string;
  /** A paragraph of help between the two. */
  detail?: string;
}

/** A command of the real az as data: parser, help and completion are derived from it. */
export interface Command {
  /** The words after `az`, e.g. `keyvault secret set`. */
  words: string;
  summary: string;
  detail?: string;
  parameters: Parameters;
  examples: readonly Example[];
  statuses: readonly Status[];
  links: readonly string[];
  /** Known, but not shown in the help of its group. */
  hidden?: boolean;
  /** Whether it takes `--ids` in place of the options with an `idPart`. */
  ids: boolean;
  /** Asked before anything is sent, unless `--yes` is given. */
  confirm?: string | undefined;
  /** Without `--subscription`, as for commands that never speak to one subscription. */
  tenantLevel: boolean;
  /** What it does in this lab; a known command without a body says that it is not simulated. */
  body?: Body | undefined;
}
