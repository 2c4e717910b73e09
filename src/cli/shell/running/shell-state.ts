import type { FunctionDefinition } from './syntax.ts';

/** An array of the shell, indexed or associative. */
export interface ShellArray {
  name: string;
  keys: string[];
  values: string[];
}

/** Everything that lasts from one prompt to the next, as plain data that can cross to another worker. */
export interface ShellState {
  /** Plain variables by name. */
  variables: [name: string, value: string][];
  /** Letters of `declare` for the variables that have any: `x`, `ar`, `A`. */
  attributes: [name: string, letters: string][];
  arrays: ShellArray[];
  functions: [name: string, definition: FunctionDefinition][];
  /** Lines that restore options, `set -o pipefail`, `shopt -s nullglob`, and aliases, `alias ll='ls -l'`. */
  settings: string[];
  /** `$1` and so on. */
  parameters: string[];
  directory: string;
  /** `$?` */
  status: number;
  /** `${PIPESTATUS[*]}` */
  pipeStatus: string;
}

/** The state of a shell that nobody has typed into. */
export function startState(user: string): ShellState {
  const home = `/home/${user}`;
  return {
    variables: [
      ['HOME', home],
      ['USER', user],
      ['LOGNAME', user],
      ['SHELL', '/bin/bash'],
      ['TERM', 'xterm-256color'],
      ['LANG', 'C.UTF-8'],
      ['PATH', '/usr/local/bin:/usr/bin:/bin'],
      ['IFS', ' \t\n'],
      ['OSTYPE', 'linux-gnu'],
      ['MACHTYPE', 'x86_64-pc-linux-gnu'],
      ['HOSTTYPE', 'x86_64'],
      ['HOSTNAME', 'localhost'],
      ['PWD', home],
      ['OLDPWD', home],
      ['OPTIND', '1'],
    ],
    attributes: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'PATH', 'PWD', 'OLDPWD'].map((name) => [
      name,
      'x',
    ]),
    arrays: [],
    functions: [],
    settings: ['shopt -s expand_aliases'],
    parameters: [],
    directory: home,
    status: 0,
    pipeStatus: '0',
  };
}

/** The value of a plain variable. */
export const variable = (state: ShellState, name: string): string | undefined =>
  state.variables.find(([known]) => known === name)?.[1];
