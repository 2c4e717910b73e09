import { Bash, defineCommand, type Command } from 'just-bash/browser';
import { AzSession } from '../az/session.ts';
import type { ShellHost } from '../host.ts';
import { azCommand } from './commands/az-command.ts';
import { curlCommand } from './commands/curl-command.ts';
import { dateCommand } from './commands/date-command.ts';
import { sleepCommand } from './commands/sleep-command.ts';
import { grammarMistake } from './running/grammar.ts';
import { portionsOf, type Portion } from './incomplete.ts';
import { limits } from './running/limits.ts';
import { plainMessages } from './running/messages.ts';
import { Network } from './commands/network.ts';

export interface ScriptResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Notes which portion of the script runs. It gives on the exit code of the command before it, so that `$?` survives. */
const marker = (reached: (portion: number) => void): Command =>
  defineCommand('__portion', async ([index, status]) => {
    reached(Number(index));
    return Promise.resolve({ stdout: '', stderr: '', exitCode: Number(status) });
  });

/** Whether a portion holds nothing but blanks and notes. */
const idle = ({ text }: Portion): boolean => /^\s*(#[^\n]*)?$/.test(text);

/** The script with a mark in front of every portion that does something. A failing command in front of `&&` does not stop `set -e`. */
const marked = (portions: readonly Portion[]): string =>
  [
    'set -e',
    ...portions.map((portion, at) => (idle(portion) ? portion.text : `__portion ${at} $? && :\n${portion.text}`)),
  ].join('\n');

/** What stopped the script: the line that it begins on and its first line of text. */
function whereabouts({ line, text }: Portion, exitCode: number): string {
  const [first = '', ...rest] = text.trim().split('\n');
  return `line ${line}: ${first}${rest.length > 0 ? ' ...' : ''}\nThe script stopped there with exit code ${exitCode}.\n`;
}

/**
 * Runs a script of az commands (bash text) in a fresh shell, as `bash -e` does: it stops at the first command that
 * fails, and stderr then ends with that command's line. `sleep` moves the virtual clock; curl and az reach the tenant
 * through the host. Works in Node and in a page.
 */
export async function runScript(text: string, host: ShellHost): Promise<ScriptResult> {
  const network = new Network(host);
  const portions = portionsOf(text);
  let current: Portion | undefined;
  const bash = new Bash({
    customCommands: [
      azCommand({ host, session: new AzSession(host) }),
      curlCommand(network),
      dateCommand(host),
      sleepCommand(host),
      marker((index) => (current = portions[index])),
    ],
    fetch: network.fetch,
    sleep: async (ms) => void (await host.wait(ms)),
    executionLimits: limits,
    defenseInDepth: false,
  });
  const mistake = grammarMistake(bash, text);
  if (mistake !== undefined) return { exitCode: 2, stdout: '', stderr: `${mistake}\n` };
  const { exitCode, stdout, stderr } = await bash.exec(marked(portions), { rawScript: true });
  const where = exitCode !== 0 && current ? whereabouts(current, exitCode) : '';
  return { exitCode, stdout, stderr: plainMessages(stderr) + where };
}
