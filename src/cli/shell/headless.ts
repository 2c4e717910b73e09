import { Bash } from 'just-bash/browser';
import { AzSession } from '../az/session.ts';
import type { ShellHost } from '../host.ts';
import { azCommand } from './az-command.ts';
import { curlCommand } from './curl-command.ts';
import { Network } from './network.ts';

export interface ScriptResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a script of az commands (bash text) from a fresh shell, as `bash -e` does: it stops at the first command that
 * fails. `sleep` moves the virtual clock, curl and az reach the tenant through the host.
 */
export async function runScript(text: string, host: ShellHost): Promise<ScriptResult> {
  const network = new Network(host);
  const bash = new Bash({
    customCommands: [azCommand({ host, session: new AzSession(host) }), curlCommand(network)],
    fetch: network.fetch,
    sleep: async (ms) => void (await host.wait(ms)),
  });
  const { exitCode, stdout, stderr } = await bash.exec(`set -e\n${text}`, { rawScript: true });
  return { exitCode, stdout, stderr };
}
