import { defineCommand, type Command } from 'just-bash/browser';
import type { ShellArray, ShellState } from './shell-state.ts';
import type { LateText } from './late-text.ts';
import { nodesBelow, type FunctionDefinition, type Script } from './syntax.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const done = { stdout: '', stderr: '', exitCode: 0 };

/** Variables that the shell makes anew by itself. */
const own = new Set([
  '?',
  '_',
  'PIPESTATUS',
  'SHELLOPTS',
  'BASHOPTS',
  'FUNCNAME',
  'DIRSTACK',
  'BASH_REMATCH',
  'LINENO',
]);
/** Positional parameters and `$?` are no variables. */
const isVariable = /^[A-Za-z_]\w*$/;
const declared = /^declare -(\S+) ([A-Za-z_]\w*)(?:=|$)/gm;

/** Lines to run in front of the learner's: they bring back what is more than a plain variable. `$?` comes last. */
export function prelude({ attributes, settings, parameters, status, pipeStatus }: ShellState): string {
  const kinds = attributes.flatMap(([name, letters]) => {
    const kind = letters.replace(/[rx-]/g, '');
    return kind === '' ? [] : [`declare -${kind} ${name}`];
  });
  const withLetter = (letter: string) =>
    attributes.filter(([, letters]) => letters.includes(letter)).map(([name]) => name);
  const [exported, fixed] = [withLetter('x'), withLetter('r')];
  return [
    ...kinds,
    '__lab_load',
    ...(exported.length > 0 ? [`export ${exported.join(' ')}`] : []),
    ...(fixed.length > 0 ? [`readonly ${fixed.join(' ')}`] : []),
    `set -- ${parameters.map(quoted).join(' ')}`,
    ...settings,
    `__lab_status ${status} ${pipeStatus}${settings.includes('set -o errexit') ? ' && :' : ''}`,
  ].join('\n');
}

/** Lines to run behind the learner's: they hand everything over to the commands of `Keeper`. */
export const epilogue = [
  '__lab_keep "$?" "${PIPESTATUS[*]}" "$@"',
  '__lab_settings "$(builtin set +o)" "$(builtin shopt -p)" "$(builtin alias)"',
  'builtin set +eux',
  '__lab_names "$(builtin declare -p)" "$(builtin declare -F)"',
  'builtin eval "$(__lab_arrays)"',
].join('\n');

/** Reads the state of the shell out of one run and into the next: the far side of `prelude` and `epilogue`. */
export class Keeper {
  /** The plain variables when a command of ours last began, for when the run ends before its time. */
  seen: [name: string, value: string][] | undefined;
  /** The state after the line, when its end was reached. */
  kept: ShellState | undefined;
  /** Further texts of the line, which may define functions too. */
  late: Pick<LateText, 'scripts'> | undefined;
  readonly #before: ShellState;
  #commands: ReadonlyMap<string, Command> | undefined;
  #definitions = new Map<string, FunctionDefinition>();

  constructor(before: ShellState) {
    this.#before = before;
    for (const [name, node] of before.functions) this.#definitions.set(name, node);
  }

  /** Notes the functions that a line defines, so that they can be defined again. */
  noteFunctions(script: Script): void {
    const found = nodesBelow(script, (node) =>
      'type' in node && node.type === 'FunctionDef' ? (node as FunctionDefinition) : undefined,
    );
    for (const node of found) this.#definitions.set(node.name, node);
  }

  /** One of `commands`. */
  command(name: string): Command {
    this.#commands ??= new Map(this.commands.map((command) => [command.name, command]));
    const found = this.#commands.get(name);
    if (!found) throw new Error(`there is no command '${name}'`);
    return found;
  }

  get commands(): Command[] {
    const command = (name: string, run: (args: string[], state: ShellState) => void): Command =>
      defineCommand(name, async (args) => {
        if (this.kept) run(args, this.kept);
        return Promise.resolve(done);
      });
    return [
      defineCommand('__lab_load', async (_, { assignShellVariable }) => {
        for (const { name, keys, values } of this.#before.arrays)
          for (const [at, key] of keys.entries()) await assignShellVariable?.(name, values[at] ?? '', key);
        return done;
      }),
      defineCommand('__lab_status', async ([status, ...each]) =>
        Promise.resolve({ ...done, exitCode: Number(status), internalPipeStatusOverride: each.map(Number) }),
      ),
      defineCommand('__lab_keep', async ([status, pipeStatus = '', ...parameters], { env, cwd }) => {
        const variables = [...env].filter(([name]) => isVariable.test(name) && !own.has(name));
        const results = { status: Number(status), pipeStatus };
        this.kept = { ...this.#before, ...results, variables, parameters, directory: cwd, arrays: [] };
        return Promise.resolve(done);
      }),
      command('__lab_settings', (texts, state) => {
        state.settings = settingsOf(texts.join('\n'));
      }),
      command('__lab_names', ([variables = '', functions = ''], state) => {
        state.attributes = [...variables.matchAll(declared)].flatMap(
          ([, letters = '-', name = '']): [string, string][] =>
            own.has(name) || letters === '-' ? [] : [[name, letters]],
        );
        for (const script of this.late?.scripts() ?? []) this.noteFunctions(script);
        const names = new Set(functions.split('\n').map((line) => line.replace(/^declare -\S+ /, '')));
        state.functions = [...this.#definitions].filter(([name]) => names.has(name));
      }),
      defineCommand('__lab_arrays', async () => Promise.resolve({ ...done, stdout: this.#arrayLines() })),
      command('__lab_keys', ([name = '', ...keys], state) => state.arrays.push({ name, keys, values: [] })),
      command('__lab_values', (values, { arrays }) => {
        const last: ShellArray | undefined = arrays.at(-1);
        if (last) last.values = values;
      }),
    ];
  }

  #arrayLines(): string {
    const arrays = (this.kept?.attributes ?? []).filter(([, letters]) => /[aA]/.test(letters));
    return arrays.map(([name]) => `__lab_keys ${name} "\${!${name}[@]}"\n__lab_values "\${${name}[@]}"`).join('\n');
  }
}

/** Of all that `set +o`, `shopt -p` and `alias` print, the lines that differ from a fresh shell. `set -e` comes last. */
function settingsOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => /^(set -o|shopt -[su]|alias )/.test(line));
  const wanted = lines.filter(
    (line) => line !== 'shopt -s globskipdots' && (!line.startsWith('shopt -u') || line.endsWith('globskipdots')),
  );
  const last = /^set -o (errexit|nounset|xtrace)$/;
  return [...wanted.filter((line) => !last.test(line)), ...wanted.filter((line) => last.test(line))];
}
