import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Announcement } from './announce.ts';
import { main, type Here } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantlab-main-'));
const here: Here = {
  engine: () => Promise.resolve('engine-0.js'),
  lab: () => Promise.resolve(undefined),
  labIds: () => Promise.resolve(['first-identity']),
  logs: join(folder, 'logs'),
};

/** Runs it until it has said something on standard output, or has ended. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  let end = (): void => undefined;
  const ended = new Promise<void>((done) => (end = done));
  const say = (text: string): void => {
    out += text;
    end();
  };
  const code = await main(args, here, { out: say, err: (text) => void (err += text), ended });
  return { code, out, err };
}

describe('npm run serve', () => {
  it('says in one line of JSON how to reach it', async () => {
    const { code, out, err } = await run('--port', '0', '--json');
    expect([code, err, out.split('\n').length]).toEqual([0, '', 2]);
    const said = JSON.parse(out) as Announcement;
    expect(said).toMatchObject({
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      imds: `${said.http}/imds/{b64}`,
      appService: { endpoint: `${said.http}/app/{b64}/msi/token` },
      hosts: [],
    });
    for (const app of [said.owner, said.reader]) expect(app?.secret).toContain('simulated');
    expect(readFileSync(said.log, 'utf8')).toContain('"kind":"start"');
  });

  it('else gives lines to paste for each way', async () => {
    const { out } = await run('--port', '0');
    for (const word of [
      'curl -s -H',
      'HTTPS_PROXY=',
      'az login --service-principal',
      'az cloud register',
      'IDENTITY_ENDPOINT=',
    ])
      expect(out).toContain(word);
  });

  it('finds the same tenant in the log that it left', async () => {
    const log = join(folder, 'again.json');
    const ids = [];
    for (let time = 0; time < 2; time += 1) {
      const said = JSON.parse((await run('--port', '0', '--json', '--log', log)).out) as Announcement;
      ids.push([said.tenantId, said.subscriptionId, said.owner, said.reader]);
    }
    expect(ids[1]).toEqual(ids[0]);
  });

  it('leaves a log alone that another process writes to, and takes one over whose process was killed', async () => {
    const log = join(folder, 'held.json');
    writeFileSync(`${log}.lock`, String(process.ppid));
    const held = await run('--port', '0', '--json', '--log', log);
    expect([held.code, held.err]).toEqual([2, expect.stringContaining(`process ${process.ppid} writes to it`)]);
    writeFileSync(`${log}.lock`, '999999999');
    expect((await run('--port', '0', '--json', '--log', log)).code).toBe(0);
    expect(existsSync(`${log}.lock`)).toBe(false);
  });

  const other = join(folder, 'other.txt');
  writeFileSync(other, 'shopping list\n');
  it.each([
    [['--lab', 'nope'], "there is no lab 'nope'; here are: first-identity"],
    [['--port', 'x'], "--port takes a number from 0 to 65535, not 'x'"],
    [['--port', '8.5'], '--port takes a whole number'],
    [['--rate=-1'], '--rate takes a number'],
    [['--propagation', 'slow'], "--propagation takes 'none', not 'slow'"],
    [['--nonsense'], 'usage:'],
    [['--log', other], 'is no log of a tenant'],
  ])('refuses %j in a sentence', async (args, says) => {
    const { code, err } = await run('--json', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(readFileSync(other, 'utf8')).toBe('shopping list\n');
  });

  it('refuses a port that another has, and lets go of all else', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', () => done()));
    const { port } = taken.address() as AddressInfo;
    for (const name of ['--port', '--proxy-port', '--https-port']) {
      const { code, err } = await run('--json', '--port', '0', name, String(port));
      expect([name, code, err]).toEqual([name, 2, expect.stringContaining('EADDRINUSE')]);
    }
    await new Promise((done) => taken.close(done));
  });
});
