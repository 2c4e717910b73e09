import type { HostSession } from '#tenant/client.ts';
import type { Az } from '../../context.ts';
import { compact, list, member, text, type Json, type JsonObject } from '../../json.ts';

export interface RunCommand {
  commandId: string;
  scripts: string[] | undefined;
  parameters: string[] | undefined;
}

/** `name=value`, or a value alone, which az names `arg1` and so on. */
function namedParameters(given: readonly string[]): { name: string; value: string }[] {
  let unnamed = 0;
  return given.map((parameter) => {
    const cut = parameter.indexOf('=');
    if (cut >= 0) return { name: parameter.slice(0, cut), value: parameter.slice(cut + 1) };
    unnamed += 1;
    return { name: `arg${unnamed}`, value: parameter };
  });
}

/** The guest agent gives back no more than the end of each output. */
const mostOutput = 4096;
const end = (output: string): string => output.slice(-mostOutput);

/** What the agent of the machine says when the script has been run there, by the shell that stands in for the machine's. */
async function message(az: Az, session: HostSession, { scripts = [], parameters = [] }: RunCommand): Promise<string> {
  const shell = { session, name: session.host.split('/').at(-1) ?? '', user: 'root', directory: folder };
  const values = namedParameters(parameters);
  const env = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  const script = scripts.join('\n');
  const ran = await az.host.shells?.run(
    { ...shell, env },
    script,
    values.map(({ value }) => value),
  );
  const { stdout, stderr } = ran ?? { stdout: '', stderr: '' };
  return `Enable succeeded: \n[stdout]\n${end(stdout)}\n[stderr]\n${end(stderr)}`;
}

/** Where the agent keeps the scripts that it runs. */
const folder = '/var/lib/waagent/run-command/download/0';

/** Sends the command to a machine and runs its script there. Source: azure-cli, vm/custom.py, run_command_invoke. */
export async function runOnMachine(
  az: Az,
  path: string,
  command: RunCommand,
  noWait = false,
): Promise<Json | undefined> {
  const { commandId, scripts, parameters = [] } = command;
  const body = compact({ commandId, script: scripts, parameters: namedParameters(parameters) });
  if (noWait) await az.arm.call('POST', path, body);
  const answer = noWait ? undefined : await az.arm.finish('POST', path, body);
  const session = az.host.takeOpened?.();
  const isShell = commandId.toLowerCase() === 'runshellscript';
  const said = session && isShell && az.host.shells ? await message(az, session, command) : undefined;
  if (noWait) return undefined;
  const statuses = list(member(answer, 'value')).map((status): JsonObject => ({
    code: text(status, 'code'),
    displayStatus: text(status, 'displayStatus'),
    level: text(status, 'level'),
    message: said ?? text(status, 'message'),
    time: null,
  }));
  return { value: statuses };
}
