import { Bash, type Command } from 'just-bash/browser';
import { grammarMistake } from './grammar.ts';
import { LateText } from './late-text.ts';
import { limits } from './limits.ts';
import { plainMessages } from './messages.ts';
import type { Network } from '../commands/network.ts';
import { startState, type ShellState } from './shell-state.ts';
import { standIns } from '../commands/small-commands.ts';
import { epilogue, Keeper, prelude } from './state-commands.ts';
import { streamed } from './streaming.ts';
import { definition, nodesBelow, type Redirection, type Script } from './syntax.ts';
import { terminalFiles, type ShellFiles } from './terminal-files.ts';

/** What a line of the session runs on. */
export interface Ground {
  files: ShellFiles;
  commands: Command[];
  network: Network;
  sleep(ms: number): Promise<void>;
}

export interface LineResult {
  state: ShellState;
  /** Output that could not be shown while the line ran. */
  stdout: string;
  stderr: string;
  /** Whether the line ended the shell: `exit`, or a failure under `set -e`. */
  exited: boolean;
}

const interrupted = 130;

const parse = (bash: Bash, text: string): Script => structuredClone(bash.transform(text).ast);

/** The lines that show commands of ours while `set -x` is on. */
const ownTraces = /^\++ (__lab_|builtin |set -- ).*\n/gm;

/** What a line is run between. */
interface Between {
  front: Script['statements'];
  back: Script['statements'];
}

/**
 * The interpreter of one place, made once: to make it anew for each line would take longer than most lines. Each run is
 * still a fresh shell, which the keeper of the line fills and empties.
 */
class Interpreter {
  readonly bash: Bash;
  readonly #toTerminal: [Redirection, Redirection];
  readonly #standIns: Script['statements'];
  readonly #back: Script['statements'];
  readonly #files: ShellFiles;
  #keeper = new Keeper(startState('user'));
  /** The line that runs next, until its text has been read. */
  #next: Between | undefined;

  constructor({ files, commands, network, sleep }: Ground) {
    this.#files = files;
    const own = this.#keeper.commands.map((command): Command => ({
      ...command,
      execute: (args, context) => this.#keeper.command(command.name).execute(args, context),
    }));
    const watched = commands.map((command): Command => ({
      ...command,
      execute: (args, context) => {
        this.#keeper.seen = [...context.env];
        return command.execute(args, context);
      },
    }));
    this.bash = new Bash({
      fs: files,
      cwd: '/',
      customCommands: [...watched, ...own],
      fetch: network.fetch,
      sleep,
      executionLimits: limits,
      defenseInDepth: false,
    });
    this.#toTerminal = redirectionsOf(parse(this.bash, `: >>${terminalFiles.stdout} 2>>${terminalFiles.stderr}`));
    this.#standIns = parse(this.bash, standIns).statements;
    this.#back = parse(this.bash, epilogue).statements;
    this.bash.registerTransformPlugin({ name: 'session', transform: (read) => this.#around(read) });
  }

  /** Makes ready for a line of a keeper: what is in front of it and behind it. */
  prepare(keeper: Keeper, before: ShellState): void {
    const front = [
      ...this.#standIns,
      ...before.functions.map(([, node]) => definition(node)),
      ...parse(this.bash, prelude(before)).statements,
    ];
    this.#keeper = keeper;
    this.#next = { front, back: this.#back };
  }

  /** Runs inside a line, as of `bash script.sh`, are shells of their own and stay as they are. */
  #around<T extends { ast: Script }>(read: T): T {
    const between = this.#next;
    if (!between) return read;
    this.#next = undefined;
    const { ast } = read;
    if (hasBackground(ast)) this.#files.write('stderr', noJobs);
    this.#keeper.noteFunctions(ast);
    this.#keeper.late = new LateText(ast, this.bash, this.#files);
    const [stdout, stderr] = this.#toTerminal;
    const statements = [...between.front, ...streamed(ast, { stdout, stderr }).statements, ...between.back];
    return { ...read, ast: { ...ast, statements } };
  }
}

const interpreters = new WeakMap<Ground, Interpreter>();

function interpreterOf(ground: Ground): Interpreter {
  const found = interpreters.get(ground) ?? new Interpreter(ground);
  interpreters.set(ground, found);
  return found;
}

/**
 * Runs one complete command of the session. just-bash starts every run afresh, so the state of the last prompt is put
 * in front and read out behind; both are part of the same run, so nothing that bash knows is guessed.
 */
export async function runLine(
  text: string,
  before: ShellState,
  ground: Ground,
  signal: AbortSignal,
): Promise<LineResult> {
  const interpreter = interpreterOf(ground);
  const { bash } = interpreter;
  const mistake = grammarMistake(bash, text);
  if (mistake !== undefined) {
    const stderr = plainMessages(`${mistake.replace(/line \d+: /, '')}\n`);
    return { state: { ...before, status: 2, pipeStatus: '2' }, stdout: '', stderr, exited: false };
  }
  const keeper = new Keeper(before);
  interpreter.prepare(keeper, before);
  try {
    const result = await bash.exec(text, {
      rawScript: true,
      replaceEnv: true,
      env: Object.fromEntries(before.variables),
      cwd: before.directory,
      signal,
    });
    return ended(result, { before, keeper, aborted: signal.aborted });
  } finally {
    ground.files.reads = undefined;
    // What was cut short may still be at work in there.
    if (!keeper.kept) interpreters.delete(ground);
  }
}

function ended(
  result: { stdout: string; stderr: string; exitCode: number },
  { before, keeper, aborted }: { before: ShellState; keeper: Keeper; aborted: boolean },
): LineResult {
  const { stdout } = result;
  const said = plainMessages(result.stderr.replace(ownTraces, ''));
  if (keeper.kept) return { state: keeper.kept, stdout, stderr: said, exited: false };
  const status = aborted ? interrupted : result.exitCode;
  const state = { ...cutShort(before, keeper), status, pipeStatus: String(status) };
  if (aborted) return { state, stdout, stderr: said.replace(/bash: execution aborted\n?/, ''), exited: false };
  // A line that a mistake cut short (an unset variable under `set -u`, too many rounds) has said so; `exit` is silent.
  return { state, stdout, stderr: said, exited: !/^bash: /m.test(said) };
}

const noJobs = 'bash: &: there are no background jobs here, so the command runs to its end at once.\n';

const hasBackground = (script: Script): boolean =>
  nodesBelow([script.statements], (node) => ('background' in node && node.background === true ? true : undefined))
    .length > 0;

function redirectionsOf(script: Script): [Redirection, Redirection] {
  const command = script.statements[0]?.pipelines[0]?.commands[0];
  const [stdout, stderr] = command?.type === 'SimpleCommand' ? command.redirections : [];
  if (!stdout || !stderr) throw new Error('just-bash reads redirections in another way than it did');
  return [stdout, stderr];
}

/** The state after a line that did not reach its end: as at the last prompt, with the variables seen since. */
function cutShort(before: ShellState, { seen }: Keeper): ShellState {
  if (!seen) return before;
  const variables = seen.filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && !['SHELLOPTS', 'BASHOPTS'].includes(name));
  return { ...before, variables, directory: new Map(seen).get('PWD') ?? before.directory };
}
