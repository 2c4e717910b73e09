import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ShellAccount, ShellHost } from '#cli/host.ts';
import { runScript } from '#cli/shell/headless.ts';
import { main } from '#grader/main.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { openServe, type Open } from '#serve/open.ts';
import { simulatedPassword } from '#serve/people.ts';
import type { LabModule } from '#lab/define.ts';
import { readLog, textOfFile } from '#serve/log-file.ts';
import { loaders } from '#tools/artefacts.ts';
import { ensureEngine } from '#tools/engine-artefact.ts';
import { labScript } from '#tools/lab-start.ts';
import { callAt, claimsOf } from './serve-world.ts';

const id = 'first-identity';
const path = join(mkdtempSync(join(tmpdir(), 'tenantlab-lab-')), 'work.json');
let open: Open;
let port: number;
/** Two years after the lab's own time. */
let wall = Date.parse('2028-11-24T01:00:00Z');
let lab: { module: LabModule; labHash: string; engine: string };

beforeAll(async () => {
  const engine = (await ensureEngine()).manifest.file;
  const labHash = (await loaders.present()).labs.find((one) => one.id === id)?.hash ?? '';
  const module = await loaders.lab(id, labHash);
  if (!module) throw new Error(`there is no lab ${id}`);
  lab = { module, labHash, engine };
  await begin(path);
});
afterAll(() => open.close());

async function begin(at: string, atOnce = false): Promise<void> {
  const text = textOfFile(at);
  const kept = text === undefined ? undefined : readLog(text);
  const { module, ...named } = lab;
  const opened = await openServe({
    ...{ module, path: at, port: 0, ports: {}, rate: 1, catchUp: false, atOnce, wall: () => wall },
    head: { format: 'tenantlab/submission', version: 1, lab: id, learner: '', ...named },
    ...(kept && 'head' in kept && { kept }),
    complain(error) {
      throw error;
    },
  });
  if ('fault' in opened) throw new Error(opened.fault.message);
  open = opened;
  port = Number(new URL((await open.announce()).http).port);
}

/** What the shell sends goes over a socket, as what the real CLI sends does. */
async function overSocket({ method, url, headers = {}, body }: HttpRequest): Promise<HttpResponse> {
  const { host, pathname, search } = new URL(url);
  const got = await callAt(port)(method, host, `${pathname}${search}`, headers, body);
  const fields = Object.entries(got.headers).map(([name, value]) => [name, String(value)]);
  return { status: got.status, headers: Object.fromEntries(fields) as Record<string, string>, body: got.text };
}

async function signIn(username: string, password = simulatedPassword): Promise<ShellAccount | { refused: string }> {
  const form = { grant_type: 'password', client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', username, password };
  const scope = 'https://management.azure.com/.default';
  const { tenantId, people } = await open.announce();
  expect(people.map(({ userPrincipalName }) => userPrincipalName)).toEqual(['ada@fabrikamshop.onmicrosoft.com']);
  const answer = await overSocket({
    method: 'POST',
    url: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, scope }).toString(),
  });
  const { refresh_token: refreshToken = '', error_description = '' } = JSON.parse(answer.body) as Record<
    string,
    string
  >;
  return answer.status === 200
    ? { tenantId, userPrincipalName: username, refreshToken }
    : { refused: error_description };
}

it('a lab done over sockets is graded from its log like any other', async () => {
  expect(await signIn('ada@fabrikamshop.onmicrosoft.com', 'guessed')).toHaveProperty('refused');
  expect(await signIn('noor@fabrikamshop.onmicrosoft.com')).toHaveProperty('refused');
  const account = await signIn('ada@fabrikamshop.onmicrosoft.com');
  if ('refused' in account) throw new Error(account.refused);
  const host: ShellHost = {
    send: overSocket,
    now: () => Promise.resolve(open.served.edge.tenant.now),
    wait: (ms) => Promise.resolve((wall += ms)),
    account: () => Promise.resolve(account),
    signIn,
  };
  const grade = async (): Promise<{ code: number; text: string }> => {
    let text = '';
    const out = (part: string): void => void (text += part);
    return { code: await main(['grade', path, '--format', 'json'], loaders, { out, err: out }), text };
  };
  expect((await grade()).code).toBe(1);
  const { exitCode, stderr } = await runScript(labScript(id, 'solution.azcli'), host);
  expect([exitCode, stderr]).toEqual([0, '']);
  const { code, text } = await grade();
  expect([code, text]).toEqual([0, expect.stringContaining('"passed": true')]);
  expect(readFileSync(path, 'utf8')).not.toContain(simulatedPassword);
});

/** A token of the person, as a client that looks at the clock on the wall gets it. */
async function tokenOf(refreshToken: string): Promise<string> {
  const form = { grant_type: 'refresh_token', client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' };
  const answer = await overSocket({
    method: 'POST',
    url: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token',
    body: new URLSearchParams({
      ...form,
      refresh_token: refreshToken,
      scope: 'https://management.azure.com/.default',
    }).toString(),
  });
  return (JSON.parse(answer.body) as { access_token: string }).access_token;
}

const groups = async (token: string): Promise<number> => {
  const { tenant } = open.served.edge;
  const url = `https://management.azure.com/subscriptions/${open.served.subscriptionId}/resourcegroups?api-version=2024-11-01`;
  expect(tenant.now).toBeLessThan(wall);
  return (await overSocket({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })).status;
};

it('tokens are dated by the wall, though a lab has a time of its own, and outlive a restart', async () => {
  const account = await signIn('ada@fabrikamshop.onmicrosoft.com');
  if ('refused' in account) throw new Error(account.refused);
  const token = await tokenOf(account.refreshToken);
  const { iat, exp } = claimsOf(token) as { iat: number; exp: number };
  expect(Math.abs(iat - wall / 1000)).toBeLessThan(400);
  expect(exp * 1000).toBeGreaterThan(wall);
  expect(await groups(token)).toBe(200);
  await open.close();
  wall += 20 * 60_000;
  await begin(path);
  expect(await groups(token)).toBe(200);
  wall += 90 * 60_000;
  expect(await groups(token)).toBe(401);
});

it('in a lab that is not waited for, the clock is moved on until a change counts', async () => {
  await open.close();
  await begin(join(mkdtempSync(join(tmpdir(), 'tenantlab-lab-')), 'hurry.json'), true);
  const account = await signIn('ada@fabrikamshop.onmicrosoft.com');
  if ('refused' in account) throw new Error(account.refused);
  const token = await tokenOf(account.refreshToken);
  const { tenant } = open.served.edge;
  const before = tenant.now;
  const scope = `/subscriptions/${open.served.subscriptionId}`;
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
  const { oid: principalId } = claimsOf(token);
  const answer = await overSocket({
    method: 'PUT',
    url: `https://management.azure.com${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000009?api-version=2022-04-01`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { roleDefinitionId, principalId, principalType: 'User' } }),
  });
  expect(answer.status).toBe(201);
  const [jump] = tenant.entries.slice(-1);
  expect(jump?.input).toEqual({ kind: 'clock', by: expect.any(Number) as number });
  expect(tenant.now - before).toBeGreaterThan(5_000);
  expect(tenant.upcoming().filter(({ at }) => at <= tenant.now + 15 * 60_000)).toEqual([]);
});
