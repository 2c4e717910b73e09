import { defineCommand, type Command, type CommandContext } from 'just-bash/browser';
import type { Files } from '../../az/context.ts';
import { runAz, type AzEnvironment } from '../../az/run.ts';
import { Interrupted } from '../interrupt.ts';

/** The shell's files, as az reads `@file` and writes `--file`. */
const filesOf = ({ fs, cwd }: Pick<CommandContext, 'fs' | 'cwd'>): Files => ({
  read: async (path) => {
    const full = fs.resolvePath(cwd, path);
    return (await fs.exists(full)) ? fs.readFile(full) : undefined;
  },
  write: (path, content) => fs.writeFile(fs.resolvePath(cwd, path), content),
});

/** Bytes of a pipe, which just-bash keeps as one character each, read as UTF-8. */
const textOf = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));

/** Questions are asked on the terminal, which az has unless something is piped into it. */
export type Ask = NonNullable<AzEnvironment['ask']>;

/** The `az` of the shell. A refusal is its exit code; what goes wrong in our own code is said to be ours. */
export function azCommand(setup: Pick<AzEnvironment, 'host' | 'session' | 'ask'>): Command {
  return defineCommand('az', async (args, context) => {
    const stdin = textOf(context.stdin as unknown as string);
    try {
      const { ask, ...rest } = setup;
      const asking = ask && stdin === '' ? { ask } : {};
      const variables = context.exportedEnv ?? {};
      const result = await runAz(args, { ...rest, ...asking, files: filesOf(context), stdin, variables });
      return { ...result, stdoutKind: 'text' };
    } catch (error) {
      if (error instanceof Interrupted) return { stdout: '', stderr: '', exitCode: 130 };
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return {
        stdout: '',
        stderr: `ERROR: the simulated az itself failed, which is a bug of Tenantlab.\n${said}\n`,
        exitCode: 1,
      };
    }
  });
}
