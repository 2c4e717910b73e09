import { Bash, type Command } from 'just-bash/browser';
import { grammarMistake } from './grammar.ts';
import { LateText } from './late-text.ts';
import { limits } from './limits.ts';
import { plainMessages } from './messages.ts';
import type { Network } from '../commands/network.ts';
import type { ShellState } from './shell-state.ts';
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
  const { files, commands, network, sleep } = ground;
  const keeper = new Keeper(before);
  const bash = new Bash({
    fs: files,
    cwd: before.directory,
    customCommands: [...commands.map((command) => keeper.watched(command)), ...keeper.commands],
    fetch: network.fetch,
    sleep,
    executionLimits: limits,
    defenseInDepth: false,
  });
  const mistake = grammarMistake(bash, text);
  if (mistake !== undefined) {
    const stderr = plainMessages(`${mistake.replace(/line \d+: /, '')}\n`);
    return { state: { ...before, status: 2, pipeStatus: '2' }, stdout: '', stderr, exited: false };
  }
  const terminal = parse(bash, `: >>${terminalFiles.stdout} 2>>${terminalFiles.stderr}`);
  const [stdout, stderr] = redirectionsOf(terminal);
  const front = [
    ...parse(bash, standIns).statements,
    ...before.functions.map(([, node]) => definition(node)),
    ...parse(bash, prelude(before)).statements,
  ];
  const back = parse(bash, epilogue).statements;
  let whole = true;
  bash.registerTransformPlugin({
    name: 'session',
    transform({ ast, metadata }) {
      // Runs inside this one, as of `bash script.sh`, are shells of their own.
      if (!whole) return { ast, metadata };
      whole = false;
      if (hasBackground(ast)) files.write('stderr', noJobs);
      keeper.noteFunctions(ast);
      keeper.late = new LateText(ast, bash, files);
      return {
        ast: { ...ast, statements: [...front, ...streamed(ast, { stdout, stderr }).statements, ...back] },
        metadata,
      };
    },
  });
  const result = await bash.exec(text, {
    rawScript: true,
    replaceEnv: true,
    env: Object.fromEntries(before.variables),
    cwd: before.directory,
    signal,
  });
  files.reads = undefined;
  const said = plainMessages(result.stderr.replace(ownTraces, ''));
  if (keeper.kept) return { state: keeper.kept, stdout: result.stdout, stderr: said, exited: false };
  const status = signal.aborted ? interrupted : result.exitCode;
  const state = { ...cutShort(before, keeper), status, pipeStatus: String(status) };
  if (signal.aborted)
    return { state, stdout: result.stdout, stderr: said.replace(/bash: execution aborted\n?/, ''), exited: false };
  // A line that a mistake cut short (an unset variable under `set -u`, too many rounds) has said so; `exit` is silent.
  return { state, stdout: result.stdout, stderr: said, exited: !/^bash: /m.test(said) };
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
