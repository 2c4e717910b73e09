// Records what a real Azure CLI does: node src/tools/run.mjs node tests/az/record.ts [name ...]
// AZ_PYTHON is the command of the Python that has the Azure CLI 2.74.0 installed (`/opt/az/bin/python3`). For each
// script tests/az/<name>.azcli it runs the lines against a tenant on loopback and writes tests/az/<name>.jsonl. Lines:
// `az …`, `NAME=$(az … -o tsv)` and `$NAME` later, `$SUB`, `$TENANT`, `sleep <seconds>`, `FILE <name> <text>`, `# note`.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { runLines, type Line, type Outcome, type Row } from './corpus.ts';
import { mask, requestLine } from './mask.ts';
import { freshScene, isSignIn, type Scene, type SentRequest } from './scene.ts';

type Raw = { wait: number } | (Line & Omit<Outcome, 'requests'> & { requests: SentRequest[] });

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

/** The tenant on loopback: any path is a request of the real CLI, whose true host stands in a header. */
async function listen({ client, account, subscriptionId, tenantId }: Scene, script: string[]) {
  const { refreshToken } = account;
  const control = async (path: string): Promise<string> => {
    if (path === 'script') return JSON.stringify(script);
    if (path === 'account') return JSON.stringify({ refreshToken, subscriptionId, tenantId });
    if (path === 'now') return String(await client.now());
    return String(await client.wait(Number(path.split('/')[1])));
  };
  const server = createServer((request, response) => {
    void (async () => {
      const { url = '/', method = 'GET' } = request;
      if (url.startsWith('/control/')) return response.end(await control(url.slice('/control/'.length)));
      const { 'x-real-host': host = '', 'x-real-scheme': scheme = 'https', ...rest } = request.headers;
      const texts = Object.entries(rest).filter((one): one is [string, string] => typeof one[1] === 'string');
      const body = await textOf(request);
      const answer = await client.send({
        method,
        url: `${String(scheme)}://${String(host)}${url}`,
        headers: { ...Object.fromEntries(texts), host: String(host) },
        ...(body && { body }),
      });
      // A host that nobody has is told by a status that no service uses.
      response.writeHead(answer.status || 599, answer.headers).end(answer.body);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What the real CLI did with the lines of a script. */
async function recordReal(scene: Scene, script: string[]): Promise<Raw[]> {
  const { server, url } = await listen(scene, script);
  const [command = 'python3', ...words] = (process.env['AZ_PYTHON'] ?? 'python3').split(' ');
  const python = spawn(command, [...words, '-'], { env: { ...process.env, TENANT_URL: url, PYTHONHASHSEED: '2' } });
  python.stdin.end(readFileSync(new URL('real_az.py', import.meta.url)));
  let [said, complained] = ['', ''];
  python.stdout.on('data', (part) => (said += String(part)));
  python.stderr.on('data', (part) => (complained += String(part)));
  const code = await new Promise((ended) => python.on('close', ended));
  server.close();
  if (code !== 0) throw new Error(`the Azure CLI could not be run by '${command}' (${String(code)}):\n${complained}`);
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Raw);
}

const masked = (scene: Scene, { requests, stdout, stderr, exit }: Exclude<Raw, { wait: number }>): Outcome => ({
  requests: requests.filter(({ url }) => !isSignIn(url)).map((one) => mask(requestLine(one), scene)),
  stdout: mask(stdout, scene),
  stderr: mask(stderr, scene),
  exit,
});

/** Where ours differs, and why, as far as an earlier recording of the same line says it. */
function differences(real: Outcome, ours: Outcome, why: string | undefined): { ours?: Partial<Outcome>; why?: string } {
  const keys = (Object.keys(real) as (keyof Outcome)[]).filter((key) => !isDeepStrictEqual(real[key], ours[key]));
  return keys.length ? { ours: Object.fromEntries(keys.map((key) => [key, ours[key]])), why: why ?? '' } : {};
}

async function record(name: string): Promise<void> {
  const file = (ending: string): URL => new URL(`${name}.${ending}`, import.meta.url);
  const scene = await freshScene();
  const raw = await recordReal(scene, readFileSync(file('azcli'), 'utf8').split('\n'));
  const outcomes = await runLines(raw.map((row) => ('wait' in row ? row : { ...row, stdout: undefined })));
  const reasons = new Map<string, string>();
  try {
    for (const line of readFileSync(file('jsonl'), 'utf8').split('\n').filter(Boolean)) {
      const row = JSON.parse(line) as Row;
      if ('why' in row && row.why) reasons.set(row.line.join(' '), row.why);
    }
  } catch {
    // The first recording of this script.
  }
  let at = 0;
  let different = 0;
  const rows = raw.map((row): Row => {
    if ('wait' in row) return row;
    const { line, files, set } = row;
    const real = masked(scene, row);
    const more = differences(real, outcomes[at++] as Outcome, reasons.get(line.join(' ')));
    if (more.ours && !more.why) {
      different += 1;
      console.log(
        `✗ az ${line.join(' ')}\n  az:   ${JSON.stringify(pick(real, more.ours))}\n  ours: ${JSON.stringify(more.ours)}`,
      );
    }
    return { line, ...(files && { files }), ...(set && { set }), ...real, ...more };
  });
  writeFileSync(file('jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(`${name}: ${at} lines, ${different} differ without a reason`);
}

const pick = (from: Outcome, like: Partial<Outcome>): Partial<Outcome> =>
  Object.fromEntries((Object.keys(like) as (keyof Outcome)[]).map((key) => [key, from[key]]));

const all = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.azcli'));
const named = process.argv.slice(2);
for (const name of named.length ? named : all.map((one) => one.replace(/\.azcli$/, ''))) await record(name);
process.exit(0);
