import { defineCommand, type Command } from 'just-bash/browser';
import type { ShellHost } from '../../host.ts';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const refused = (says: string) => ({
  stdout: '',
  stderr: `sleep: ${says}\nTry 'sleep --help' for more information.\n`,
  exitCode: 1,
});

/** sleep, on the tenant's clock: `sleep 90`, `sleep 1.5h`, `sleep 400d 12h`. Nobody waits, and no length is cut. */
export function sleepCommand(host: Pick<ShellHost, 'wait'>): Command {
  return defineCommand('sleep', async (args) => {
    if (args.length === 0) return refused('missing operand');
    let seconds = 0;
    for (const arg of args) {
      const [, number, unit = 's'] = /^(\d+\.?\d*|\.\d+)([smhd])?$/.exec(arg) ?? [];
      if (number === undefined) return refused(`invalid time interval ‘${arg}’`);
      seconds += Number(number) * (units[unit] ?? 1);
    }
    await host.wait(Math.round(seconds * 1000));
    return { stdout: '', stderr: '', exitCode: 0 };
  });
}
