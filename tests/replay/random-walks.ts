import { expect } from 'vitest';
import { fractionFrom } from '#kernel/ids.ts';
import { gradeSubmission } from '#lab/grade.ts';
import { openSession } from '#lab/session.ts';
import type { LabModule } from '#lab/define.ts';
import { readSubmission } from '#lab/submission.ts';
import { createSigningKey } from '#tenant/edge/token-keys.ts';
import { openLab } from '#tools/lab-runner.ts';
import { labMistakes, labScript } from '#tools/lab-start.ts';

/** Single commands out of a lab's own scripts, with the lines that set the variables which they use. */
function commandsOf(id: string): string[] {
  const scripts = ['solution.azcli', ...labMistakes(id).map((name) => `mistakes/${name}.azcli`)].map((name) =>
    labScript(id, name),
  );
  const lines = scripts.flatMap((script) => {
    const kept = script.split('\n').filter((line) => line && !line.startsWith('#'));
    return kept.map((line, at) => [...kept.slice(0, at).filter((earlier) => /^\w+=/.test(earlier)), line].join('\n'));
  });
  return [...new Set(lines)];
}

export interface Walked {
  entries: number;
  /** What was done, by kind: a walk that only ever did one thing would prove little. */
  done: Record<string, number>;
}

/**
 * Walks a lab at random (commands right and wrong, visits, clock, undo, redo, reset, hints) and then asks for what must
 * hold of any walk: its log resumes to the same tenant and the same tasks, and grades to the same state.
 */
export async function walkAtRandom(module: LabModule, seed: string, steps: number): Promise<Walked> {
  const key = await createSigningKey();
  const { session, run } = await openLab(module, key);
  const commands = commandsOf(module.lab.id);
  const done: Record<string, number> = {};
  const pick = <T>(list: readonly T[], at: number, what: string): T =>
    list[Math.floor(fractionFrom(seed, what, at) * list.length)] as T;
  const moves: [name: string, move: (at: number) => Promise<unknown>][] = [
    ['command', (at) => run(pick(commands, at, 'command')).catch(() => undefined)],
    ['command', (at) => run(pick(commands, at, 'other command')).catch(() => undefined)],
    ['visit', () => session.send({ method: 'GET', url: 'https://app-web.azurewebsites.net/' })],
    ['clock', (at) => session.wait(60_000 * (1 + Math.floor(fractionFrom(seed, 'minutes', at) * 90)))],
    ['next', () => session.skipToNext()],
    ['undo', () => session.undo()],
    ['redo', () => session.redo()],
    ['reset', () => session.reset()],
    ['hint', (at) => session.hint(pick(module.checks, at, 'hint').id)],
    ['sign-in', () => session.signIn(module.lab.account)],
  ];
  for (let at = 0; at < steps; at += 1) {
    const [name, move] = pick(moves, at, 'move');
    await move(at);
    done[name] = (done[name] ?? 0) + 1;
  }
  const { tenant } = session.edge;
  const here = await session.state();
  const resumed = await openSession({
    module,
    labHash: 'lab-source',
    engine: 'engine-source',
    lines: await session.lines(),
    key,
    wall: () => '',
  });
  if ('fault' in resumed) throw new Error(`${seed}: ${resumed.fault.message}`);
  expect(resumed.edge.tenant.hash, seed).toBe(tenant.hash);
  const { checks, canUndo, canRedo, now, upcoming } = await resumed.state();
  const lacking = (list: typeof checks) => list.map(({ id, lacks }) => ({ id, lacks }));
  expect([lacking(checks), canUndo, canRedo, now, upcoming], seed).toEqual([
    lacking(here.checks),
    here.canUndo,
    here.canRedo,
    here.now,
    here.upcoming,
  ]);
  const submission = readSubmission(await session.submission());
  const grade = 'fault' in submission ? submission : gradeSubmission(submission, module, 'lab-source');
  expect(grade, seed).toMatchObject({ stateHash: tenant.hash, passed: here.passed, entries: tenant.entries.length });
  return { entries: tenant.entries.length, done };
}
