import { beforeAll, describe, expect, it } from 'vitest';
import { gradeSubmission } from '#lab/grade.ts';
import type { LabModule } from '#lab/define.ts';
import { readSubmission } from '#lab/submission.ts';
import { openLab } from '#tools/lab-runner.ts';
import { labIds, labMistakes, labScript, loadLab } from '#tools/lab-start.ts';

/** The checks that a mistake's first lines say it fails: `# fails <id>`. */
const namedFailures = (script: string): string[] =>
  [...script.matchAll(/^# fails (\S+)$/gm)].map(([, id = '']) => id).sort();

const failing = async (module: LabModule, script: string): Promise<{ failed: string[]; lacks: string[] }> => {
  const { session, run } = await openLab(module);
  await run(script);
  const { checks } = await session.state();
  const open = checks.filter(({ status }) => status !== 'done');
  return { failed: open.map(({ id }) => id).sort(), lacks: open.map(({ lacks }) => lacks ?? '') };
};

describe.each(labIds())('lab %s', (id) => {
  let module: LabModule;
  beforeAll(async () => {
    module = await loadLab(id);
  });

  it('fails every check at its start, with a sentence for each', async () => {
    const { session } = await openLab(module);
    const { checks, passed } = await session.state();
    expect(passed).toBe(false);
    expect(checks.filter(({ status }) => status === 'done').map((check) => check.id)).toEqual([]);
    for (const { lacks } of checks) expect(lacks).toMatch(/^\w.{20,}\.$/);
  });

  it('is passed by its solution, and the submission grades the same', async () => {
    const { session, run } = await openLab(module);
    await run(labScript(id, 'solution.azcli'));
    const { checks, passed } = await session.state();
    expect(
      checks.filter(({ status }) => status !== 'done').map(({ id: name, lacks }) => `${name}: ${lacks ?? ''}`),
    ).toEqual([]);
    expect(passed).toBe(true);
    const submission = readSubmission(await session.submission('Ada'));
    if ('fault' in submission) throw new Error(submission.fault.message);
    const grade = gradeSubmission(submission, module, 'lab-source');
    if ('fault' in grade) throw new Error(grade.fault.message);
    expect([grade.passed, grade.points]).toEqual([true, grade.maxPoints]);
    expect(grade.stateHash).toBe(session.edge.tenant.hash);
  });

  it('has at least six mistakes, each naming the checks that it fails', () => {
    const mistakes = labMistakes(id);
    expect(mistakes.length).toBeGreaterThanOrEqual(6);
    const ids = module.checks.map((check) => check.id);
    for (const mistake of mistakes) {
      const named = namedFailures(labScript(id, `mistakes/${mistake}.azcli`));
      expect(named, mistake).not.toEqual([]);
      expect(ids, mistake).toEqual(expect.arrayContaining(named));
    }
  });

  it.each(labMistakes(id))('catches the mistake %s by exactly the checks that it names', async (mistake) => {
    const script = labScript(id, `mistakes/${mistake}.azcli`);
    const { failed, lacks } = await failing(module, script);
    expect(failed, lacks.join('\n')).toEqual(namedFailures(script));
  });

  it('gives no command away: no check or hint names az', () => {
    for (const check of module.checks) expect(check.hints.join(' ')).not.toMatch(/\baz |--\w/);
  });
});
