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

const exported = ['HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'PATH', 'PWD', 'OLDPWD'];

/** The state of a shell that nobody has typed into; `env` are the variables of the host that it is on. */
export function startState(user: string, env: Readonly<Record<string, string>> = {}, folder?: string): ShellState {
  const home = user === 'root' ? '/root' : `/home/${user}`;
  const directory = folder ?? home;
  const found = Object.entries(env).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
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
      ['PWD', directory],
      ['OLDPWD', directory],
      ['OPTIND', '1'],
      ...found,
    ],
    attributes: [...exported, ...found.map(([name]) => name)].map((name) => [name, 'x']),
    arrays: [],
    functions: [],
    settings: ['shopt -s expand_aliases'],
    parameters: [],
    directory,
    status: 0,
    pipeStatus: '0',
  };
}

/** The value of a plain variable. */
export const variable = (state: ShellState, name: string): string | undefined =>
  state.variables.find(([known]) => known === name)?.[1];
