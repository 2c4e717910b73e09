import { beforeAll, describe, expect, it } from 'vitest';
import { openBase, operationKey } from './base.ts';
import { Failures, Runner, told } from './runner.ts';
import { samplesOf, type Sample } from './samples.ts';

/** Mutations of each operation: some hundred in every run, FUZZ_RUNS=10000 in the long one. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
const walks = runs;
const stepsOfWalk = 30;
/** FUZZ_CASE="arm PUT /path#17" or "walk#17" runs that one case and prints it. */
const only = process.env['FUZZ_CASE'];
const timeout = 3_600_000;

/** Operations whose right answer to any outsider is a refusal of their own. */
const alwaysRefused: Record<string, number> = {
  // Only the start of a lab makes accounts.
  'third-party-saas PUT /v1/accounts/{account}': 404,
  'app-service-identity POST /msi/token': 405,
};

let runner: Runner;
let operations: string[];
const broken: string[] = [];

beforeAll(async () => {
  const base = await openBase();
  operations = base.door.parts.operations.filter(({ surface }) => surface !== 'platform').map(operationKey);
  const samples = new Map<string, Sample[]>();
  for (const sample of samplesOf(base)) {
    const { response } = base.send(sample.request, sample.origin, 900_000);
    const key = base.reached() ?? '';
    const good = response.status < 400 && response.status > 0;
    if (key && (good || response.status === alwaysRefused[key]))
      samples.set(key, [...(samples.get(key) ?? []), sample]);
    else
      broken.push(
        `${sample.request.method} ${sample.request.url} => ${response.status} ${response.body.slice(0, 300)}`,
      );
  }
  runner = new Runner(base, samples);
});

describe('the front door', () => {
  it('has a valid sample for every operation, and each reaches its handler', () => {
    expect(broken).toEqual([]);
    expect(operations.filter((key) => !runner.samples.has(key))).toEqual([]);
    expect([...runner.samples.keys()].filter((key) => !operations.includes(key))).toEqual([]);
  });

  it('is closed to the inside of the platform', () => {
    const { parts } = runner.base.door;
    const inside = parts.operations.filter(({ surface }) => surface === 'platform');
    expect(inside.length).toBeGreaterThan(0);
    for (const { method, path } of inside) {
      const request = { method, url: `https://platform.internal${path}`, body: '{}' };
      const { response, changes } = runner.base.send(request, { type: 'internet' }, 1);
      expect({ status: response.status, changes }).toEqual({ status: 0, changes: [] });
    }
  });

  it(`answers ${runs} mutations of each operation well-formed, and a refusal changes nothing`, { timeout }, () => {
    if (only?.startsWith('walk#')) return;
    if (only) {
      const [key = '', number = '0'] = only.split('#');
      const one = runner.attempt(key, Number(number));
      console.log(told(only, one), one.sent?.response);
      expect(one.wrong).toBeUndefined();
      return;
    }
    const before = runner.base.tenant.hash;
    const failures = new Failures();
    const unreached: string[] = [];
    let [sent, handled] = [0, 0];
    let slowest = { ms: 0, name: '' };
    for (const key of runner.samples.keys()) {
      let handledHere = 0;
      for (let number = 0; number < runs && !failures.tooMany; number += 1) {
        const attempt = runner.attempt(key, number);
        sent += 1;
        handledHere += attempt.reached ? 1 : 0;
        if (attempt.ms > slowest.ms) slowest = { ms: attempt.ms, name: `${key}#${number}` };
        failures.add(`${key}#${number}`, attempt);
      }
      handled += handledHere;
      if (handledHere < 0.3 * runs) unreached.push(`${key}: ${handledHere} of ${runs}`);
    }
    const share = Math.round((100 * handled) / sent);
    console.log(
      `${sent} mutations of ${runner.samples.size} operations, ${share} % reached a handler; slowest ${slowest.ms.toFixed(0)} ms (${slowest.name})`,
    );
    expect(String(failures)).toBe('');
    expect(unreached).toEqual([]);
    expect(runner.base.tenant.hash).toBe(before);
  });

  it(`stays whole on ${walks} walks of ${stepsOfWalk} committed requests`, { timeout }, () => {
    if (only && !only.startsWith('walk#')) return;
    const failures = new Failures();
    const numbers = only ? [Number(only.slice('walk#'.length))] : Array.from({ length: walks }, (_, number) => number);
    let accepted = 0;
    for (const number of numbers) {
      if (failures.tooMany) break;
      const steps = runner.walk(number, stepsOfWalk);
      if (only) console.log(steps.map((step) => told(only, step)).join('\n\n'));
      accepted += steps.filter(({ sent }) => sent && sent.response.status < 400 && sent.response.status > 0).length;
      for (const step of steps) failures.add(`walk#${number}`, step);
    }
    console.log(`${numbers.length} walks, ${accepted} of ${numbers.length * stepsOfWalk} requests carried out`);
    expect(String(failures)).toBe('');
  });
});
