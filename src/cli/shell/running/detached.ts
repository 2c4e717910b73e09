import { Bash } from 'just-bash/browser';
import type { ScriptEnd } from '../../host.ts';
import { limits } from './limits.ts';
import type { Ground } from './line-run.ts';
import { plainMessages } from './messages.ts';
import type { ShellState } from './shell-state.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Runs a script as a program of its own, `bash script.sh args`: nothing of it stays but its files, and its output is
 * given back instead of shown.
 */
export async function runDetached(
  script: string,
  args: readonly string[],
  { variables, directory }: ShellState,
  { files, commands, network, sleep }: Ground,
  signal?: AbortSignal,
): Promise<ScriptEnd> {
  const bash = new Bash({
    fs: files,
    cwd: directory,
    customCommands: commands,
    fetch: network.fetch,
    sleep,
    executionLimits: limits,
    defenseInDepth: false,
  });
  const path = '/tmp/script.sh';
  await files.writeFile(path, script);
  const exported = variables.map(([name]) => name).join(' ');
  const { stdout, stderr, exitCode } = await bash.exec(
    `export ${exported}\nbash ${path} ${args.map(quoted).join(' ')}`,
    {
      rawScript: true,
      replaceEnv: true,
      env: Object.fromEntries(variables),
      cwd: directory,
      ...(signal && { signal }),
    },
  );
  return { stdout, stderr: plainMessages(stderr), exitCode };
}
