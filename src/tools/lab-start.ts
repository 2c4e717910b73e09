// Runs a lab's start.azcli as `setup` and keeps the requests that it sent: the start, as every fold replays it.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runScript } from '#cli/shell/headless.ts';
import type { ShellAccount, ShellHost } from '#cli/host.ts';
import type { HttpRequest } from '#kernel/http.ts';
import type { Check, Lab, LabModule, StartStep } from '#lab/define.ts';
import { subscriptionIdFor, tenantIdFor } from '#tenant/seed.ts';
import { Tenant } from '#tenant/tenant.ts';

const labsFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../labs');

/** Ids of the labs in the repository. */
export const labIds = (): string[] =>
  readdirSync(labsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The text of a lab's script, such as `start.azcli` or `mistakes/x.azcli`. */
export const labScript = (id: string, name: string): string => readFileSync(join(labsFolder, id, name), 'utf8');

/** Names of a lab's mistakes, without their ending. */
export const labMistakes = (id: string): string[] =>
  readdirSync(join(labsFolder, id, 'mistakes'))
    .filter((name) => name.endsWith('.azcli'))
    .map((name) => name.slice(0, -'.azcli'.length))
    .sort();

const tokenAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ token_type: 'Bearer', expires_in: 86_400, access_token: 'setup', refresh_token: 'setup' }),
};

const challenge = {
  status: 401,
  headers: {
    'www-authenticate':
      'Bearer authorization="https://login.microsoftonline.com/setup", resource="https://vault.azure.net"',
  },
  body: '',
};

/** Runs the script against a fresh tenant. Throws, with the script's own words, when a command fails: that is a bug of the lab. */
export async function compileStart(lab: Lab, script: string): Promise<StartStep[]> {
  const tenant = new Tenant(lab.seed);
  const steps: StartStep[] = [];
  const account: ShellAccount = {
    tenantId: tenantIdFor(lab.seed),
    userPrincipalName: 'setup',
    refreshToken: 'setup',
    subscriptions: [{ subscriptionId: subscriptionIdFor(lab.seed), displayName: lab.seed.subscription.displayName }],
  };
  const send = (request: HttpRequest) => {
    // Setup holds no token and needs none; az asks for one all the same.
    if (request.url.startsWith('https://login.microsoftonline.com/')) return Promise.resolve(tokenAnswer);
    const { method, url, body } = request;
    // az first asks a vault without token and without body, to be told where to get one.
    const names = Object.keys(request.headers ?? {}).map((name) => name.toLowerCase());
    if (/^https:\/\/[\w-]+\.vault\.azure\.net\//.test(url) && !names.includes('authorization'))
      return Promise.resolve(challenge);
    const headers = Object.fromEntries(
      Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() === 'content-type'),
    );
    const plain: HttpRequest = { method, url, headers, ...(body !== undefined && { body }) };
    steps.push({ request: plain });
    return Promise.resolve(tenant.setup(plain));
  };
  const host: ShellHost = {
    send,
    now: () => Promise.resolve(tenant.now),
    wait(ms) {
      tenant.setupWait(Math.ceil(ms));
      steps.push({ wait: Math.ceil(ms) });
      return Promise.resolve(tenant.now);
    },
    account: () => Promise.resolve(account),
    signIn: () => Promise.resolve({ refused: 'nobody signs in before the lab has begun' }),
  };
  const { exitCode, stdout, stderr } = await runScript(script, host);
  if (exitCode !== 0) throw new Error(`the start of ${lab.id} failed (${exitCode}):\n${stderr}\n${stdout}`);
  // Reads leave no mark; only what changed something has to be replayed.
  return steps.filter((step) => 'wait' in step || step.request.method !== 'GET');
}

/** A lab from its sources, its start compiled on the spot: for tests and authors. */
export async function loadLab(id: string): Promise<LabModule> {
  const folder = join(labsFolder, id);
  const { lab } = (await import(pathToFileURL(join(folder, 'lab.ts')).href)) as { lab: Lab };
  const { checks } = (await import(pathToFileURL(join(folder, 'checks.ts')).href)) as { checks: Check[] };
  return { lab, checks, start: await compileStart(lab, labScript(id, 'start.azcli')) };
}
