import { portionsOf } from '#cli/shell/incomplete.ts';
import { ShellSession } from '#cli/shell/session.ts';
import { setupClient } from '#tenant/headless.ts';
import { freshScene, hostOf, type Scene } from './scene.ts';

/** One command of a script: what it printed, and the notes that follow it. */
export interface Played {
  line: number;
  command: string;
  stdout: string;
  stderr: string;
  exit: number;
  /** `#> text`: what stdout must contain. */
  prints: string[];
  /** `#! code text`: the exit code that it must end with and what stderr must contain. */
  refused?: { exit: number; says: string };
}

/** Microsoft Entra built-in roles, "Global Administrator". */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** The directory's administrator, as whoever works through the whole curriculum is. */
async function makeAdministrator({ edge }: Scene, userPrincipalName: string): Promise<void> {
  const setup = setupClient(edge.tenant);
  const graph = 'https://graph.microsoft.com/v1.0';
  const user = await setup.send({ method: 'GET', url: `${graph}/users/${userPrincipalName}` });
  const { id: principalId } = JSON.parse(user.body) as { id: string };
  const given = await setup.send({
    method: 'POST',
    url: `${graph}/roleManagement/directory/roleAssignments`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ principalId, roleDefinitionId: GLOBAL_ADMINISTRATOR, directoryScopeId: '/' }),
  });
  if (given.status !== 201) throw new Error(`nobody became administrator: ${given.body}`);
}

const expectation = /^#([>!]) ?(.*)$/;

/**
 * Plays a script in the terminal of a fresh tenant (bash, az, curl; `sleep` moves the clock) as ada@contoso.com, who
 * owns the subscription and administers the directory. A command that fails does not stop it: whoever types goes on.
 */
export async function play(script: string, told?: (one: Played) => void): Promise<Played[]> {
  const scene = await freshScene();
  await makeAdministrator(scene, 'ada@contoso.com');
  const played: Played[] = [];
  const shown = { stdout: '', stderr: '' };
  const host = { ...scene.client, ...hostOf(scene, () => undefined), enter: scene.client.enter.bind(scene.client) };
  const session = new ShellSession(host, {
    write: (stream, text) => void (shown[stream] += text),
    ask: () => Promise.resolve('y'),
  });
  await session.start();
  for (const { line, text } of portionsOf(script)) {
    const [, mark, rest = ''] = expectation.exec(text) ?? [];
    const last = played.at(-1);
    if (mark === '>') last?.prints.push(rest);
    else if (mark === '!' && last) {
      const [code = ''] = rest.split(' ', 1);
      last.refused = { exit: Number(code), says: rest.slice(code.length + 1) };
    } else if (/\S/.test(text) && !text.startsWith('#')) {
      if (last) told?.(last);
      shown.stdout = shown.stderr = '';
      const { exitCode } = await session.run(text);
      played.push({ line, command: text, ...shown, exit: exitCode, prints: [] });
    }
  }
  const last = played.at(-1);
  if (last) told?.(last);
  return played;
}

/** What is wrong with a command of a script, or nothing. */
export function fault({ line, command, stdout, stderr, exit, prints, refused }: Played): string | undefined {
  const missing = prints.filter((text) => !stdout.includes(text)).map((text) => `does not print ${text}`);
  if (exit !== (refused?.exit ?? 0)) missing.push(`ended with ${exit}`);
  if (refused && !stderr.includes(refused.says)) missing.push(`does not complain of ${refused.says}`);
  return missing.length ? `line ${line}: ${command}\n${missing.join('\n')}\n${stdout}${stderr}` : undefined;
}
