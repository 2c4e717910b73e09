import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as engine from '#lab/engine.ts';
import type { LabModule } from '#lab/define.ts';
import { openLab } from '#tools/lab-runner.ts';
import { labScript, loadLab } from '#tools/lab-start.ts';
import type { Loaders } from './loaders.ts';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'grader-'));
let module: LabModule;
let passing: string;
let failing: string;

const loaders: Loaders = {
  engine: (file) => Promise.resolve(file === 'engine-source' ? engine : undefined),
  lab: (id, hash) => Promise.resolve(id === 'first-identity' && hash === 'lab-source' ? module : undefined),
  present: () => Promise.resolve({ engines: ['engine-source'], labs: [{ id: 'first-identity', hash: 'lab-source' }] }),
};

const submit = async (script: string): Promise<string> => {
  const { session, run } = await openLab(module);
  await run(labScript('first-identity', script));
  return session.submission('Ada');
};

const grade = async (content: string | Uint8Array | undefined, ...options: string[]) => {
  const path = join(folder, 'submission.json');
  rmSync(path, { force: true });
  if (content !== undefined) writeFileSync(path, content);
  let [out, err] = ['', ''];
  const code = await main(['grade', path, ...options], loaders, {
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { code, out, err };
};

beforeAll(async () => {
  module = await loadLab('first-identity');
  passing = await submit('solution.azcli');
  failing = await submit('mistakes/secret-left-in-settings.azcli');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lab grade', () => {
  it('passes a passed submission with exit code 0', async () => {
    const { code, out, err } = await grade(passing);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('handed in by Ada');
    expect(out).toContain('Passed: 10 of 10 points.');
  });

  it('says what is lacking and exits with 1', async () => {
    const { code, out } = await grade(failing);
    expect(code).toBe(1);
    expect(out).toContain('FAILED  0/2  No password is left in the settings of app-web');
    expect(out).toContain('The setting DB_PASSWORD still holds the password in plain text.');
  });

  it('prints one JSON object with --format json', async () => {
    const { code, out } = await grade(passing, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      result: 'passed',
      lab: 'first-identity',
      points: 10,
      maxPoints: 10,
      passed: true,
    });
    const refused = await grade('nothing', '--format', 'json');
    expect(JSON.parse(refused.out)).toMatchObject({ result: 'refused', entry: null });
  });

  it.each([
    ['no file', undefined, 'there is no file'],
    ['an empty file', '', 'the file is empty'],
    ['no JSON', 'garbage', 'not even JSON'],
    ['other JSON', '{"hello":1}', 'has no "head"'],
    ['binary', new Uint8Array([0xff, 0xfe, 0x00, 0x80]), 'not UTF-8'],
    ['50 MB', 'x'.repeat(50_000_000), 'at most 20 MB'],
  ])('refuses %s with a sentence and exit code 2', async (_, content, words) => {
    const { code, out, err } = await grade(content);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('refuses a truncated submission', async () => {
    const { code, err } = await grade(passing.slice(0, passing.length / 2));
    expect([code, err.includes('cut off')]).toEqual([2, true]);
  });

  it('refuses a submission with one byte changed in its log, naming the entry', async () => {
    const at = passing.indexOf('roleAssignments');
    const { code, err } = await grade(passing.replace('roleAssignments', 'roleAssignmentz'));
    const entry = passing.slice(0, at).split('\n').length - 3;
    expect([code, err]).toEqual([
      2,
      `Refused: entry ${entry} does not match its hash: it, or the entry before it, was changed.\n`,
    ]);
  });

  it('refuses another engine and another version of the lab, saying what is here', async () => {
    const engineWanted = await grade(await relabelled('engine-other', 'lab-source'));
    expect([engineWanted.code, engineWanted.err]).toEqual([
      2,
      expect.stringContaining("'engine-other', which is not kept here; here are: engine-source"),
    ]);
    const labWanted = await grade(await relabelled('engine-source', 'lab-older'));
    expect([labWanted.code, labWanted.err]).toEqual([2, expect.stringContaining('another version of the lab')]);
  });

  it('refuses a log whose answers were recorded otherwise than they come out', async () => {
    const read = engine.readSubmission(passing);
    if ('fault' in read) throw new Error(read.fault.message);
    const { Tenant } = await import('#tenant/tenant.ts');
    const other = new Tenant({ ...module.lab.seed, seed: 'another' });
    for (const { input } of read.entries.slice(0, 3)) other.append(input);
    const { code, err } = await grade(engine.writeSubmission({ head: read.head, entries: other.entries }));
    expect([code, err]).toEqual([2, expect.stringContaining('entry 0')]);
  });

  it.each([
    [[]],
    [['grade']],
    [['grade', 'a', 'b']],
    [['grade', 'a', '--format', 'xml']],
    [['mark', 'a']],
    [['grade', 'a', '--fast']],
  ])('explains its use for %j', async (args) => {
    let err = '';
    expect(await main(args, loaders, { out: () => undefined, err: (text) => (err += text) })).toBe(2);
    expect(err).toContain('usage: lab grade');
  });

  it('owns up to a failure of its own with exit code 3', async () => {
    const path = join(folder, 'own.json');
    writeFileSync(path, passing);
    let err = '';
    const broken: Loaders = { ...loaders, engine: () => Promise.reject(new Error('disk gone')) };
    expect(await main(['grade', path], broken, { out: () => undefined, err: (text) => (err += text) })).toBe(3);
    expect(err).toBe("This is our failure, not the submission's: disk gone\n");
  });
});

async function relabelled(engineName: string, labHash: string): Promise<string> {
  const { openSession } = engine;
  const session = await openSession({ module, labHash, engine: engineName, wall: () => '' });
  if ('fault' in session) throw new Error(session.fault.message);
  return session.submission();
}
