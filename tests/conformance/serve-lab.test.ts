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
import { loaders } from '#tools/artefacts.ts';
import { ensureEngine } from '#tools/engine-artefact.ts';
import { labScript } from '#tools/lab-start.ts';
import { callAt } from './serve-world.ts';

const id = 'first-identity';
const path = join(mkdtempSync(join(tmpdir(), 'tenantlab-lab-')), 'work.json');
let open: Open;
let port: number;
let wall = Date.parse('2026-11-24T01:00:00Z');

beforeAll(async () => {
  const engine = (await ensureEngine()).manifest.file;
  const labHash = (await loaders.present()).labs.find((lab) => lab.id === id)?.hash ?? '';
  const module = await loaders.lab(id, labHash);
  if (!module) throw new Error(`there is no lab ${id}`);
  const opened = await openServe({
    ...{ module, path, port: 0, ports: {}, rate: 1, catchUp: false, atOnce: false, wall: () => wall },
    head: { format: 'tenantlab/submission', version: 1, lab: id, labHash, engine, learner: '' },
    complain(error) {
      throw error;
    },
  });
  if ('fault' in opened) throw new Error(opened.fault.message);
  open = opened;
  port = Number(new URL((await open.announce()).http).port);
});
afterAll(() => open.close());

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
