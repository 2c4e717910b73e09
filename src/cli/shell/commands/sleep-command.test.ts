import { Bash } from 'just-bash/browser';
import { expect, it } from 'vitest';
import { sleepCommand } from './sleep-command.ts';

async function slept(line: string) {
  const waits: number[] = [];
  const wait = (ms: number): Promise<number> => Promise.resolve(waits.push(ms));
  const { stderr, exitCode } = await new Bash({ customCommands: [sleepCommand({ wait })] }).exec(line);
  return { waits, stderr, exitCode };
}

const hour = 3_600_000;

it.each([
  ['sleep 90', 90_000],
  ['sleep .5', 500],
  ['sleep 1.5h', 1.5 * hour],
  ['sleep 24h', 24 * hour],
  ['sleep 400d 12h', (400 * 24 + 12) * hour],
  ['sleep 0', 0],
])('%s moves the clock by all of it', async (line, ms) => {
  expect(await slept(line)).toEqual({ waits: [ms], stderr: '', exitCode: 0 });
});

it.each([
  ['sleep', 'missing operand'],
  ['sleep soon', 'invalid time interval ‘soon’'],
  ['sleep 1y', 'invalid time interval ‘1y’'],
  ['sleep -1', 'invalid time interval ‘-1’'],
])('%s is refused and moves nothing', async (line, says) => {
  const { waits, stderr, exitCode } = await slept(line);
  expect([waits, exitCode]).toEqual([[], 1]);
  expect(stderr).toContain(`sleep: ${says}\n`);
});
