import { defineCommand, type Command } from 'just-bash/browser';
import type { Network } from './network.ts';

/** Whether a short or a long option is among curl's arguments; short ones may be bundled: `-sSL`. */
const given = (args: readonly string[], short: string, long: string): boolean =>
  args.some((arg) => arg === long || (/^-[a-zA-Z]+$/.test(arg) && arg.includes(short)));

/** curl: just-bash's own, with the exit codes and sentences of the real one where the network fails. */
export function curlCommand(network: Network): Command {
  return defineCommand('curl', async (args, context) => {
    network.takeFailure();
    network.follow = given(args, 'L', '--location');
    if (!context.origCommand) throw new Error('just-bash has no curl');
    const result = await context.origCommand(args);
    const failure = network.takeFailure();
    if (!failure)
      return { ...result, stderr: result.stderr.replace(/^curl: no URL specified$/m, 'curl: (2) no URL specified') };
    const quiet = given(args, 's', '--silent') && !given(args, 'S', '--show-error');
    const stderr = quiet ? '' : `curl: (${failure.exitCode}) ${failure.message}\n`;
    return { ...result, stderr, exitCode: failure.exitCode };
  });
}
