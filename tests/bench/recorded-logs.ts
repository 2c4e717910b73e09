import type { LabModule } from '#lab/define.ts';
import type { Entry } from '#tenant/action-log/entry.ts';
import { fractionFrom } from '#kernel/ids.ts';
import { writeSubmission, type SubmissionHead } from '#lab/submission.ts';
import { createSigningKey } from '#tenant/edge/token-keys.ts';
import { openLab } from '#tools/lab-runner.ts';
import { labMistakes, labScript } from '#tools/lab-start.ts';

/** Single commands out of a lab's own scripts, right ones and wrong ones, with the lines that set their variables. */
function commandsOf(id: string): string[] {
  const scripts = ['solution.azcli', ...labMistakes(id).map((name) => `mistakes/${name}.azcli`)];
  const lines = scripts.flatMap((name) => {
    const kept = labScript(id, name)
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    return kept.map((line, at) => [...kept.slice(0, at).filter((earlier) => /^\w+=/.test(earlier)), line].join('\n'));
  });
  return [...new Set(lines)];
}

/** A log as a learner would make it, of at least so many entries: commands at random, visits, waiting, an undo. */
export async function recordLog(
  module: LabModule,
  seed: string,
  entries: number,
): Promise<{ head: SubmissionHead; entries: Entry[] }> {
  const { session, run } = await openLab(module, await createSigningKey());
  const commands = commandsOf(module.lab.id);
  const { tenant } = session.edge;
  for (let at = 0; tenant.entries.length < entries; at += 1) {
    const draw = fractionFrom(seed, at);
    if (draw < 0.1) await session.send({ method: 'GET', url: 'https://app-web.azurewebsites.net/' });
    else if (draw < 0.15) await session.wait(60_000 * (1 + at));
    else if (draw < 0.18 && module.lab.undo !== 'refused') await session.undo();
    else
      await run(commands[Math.floor(fractionFrom(seed, 'command', at) * commands.length)] ?? '').catch(() => undefined);
  }
  const first = tenant.entries[0]?.input;
  if (first?.kind !== 'start') throw new Error('a log begins with a start');
  const head: SubmissionHead = {
    format: 'tenantlab/submission',
    version: 1,
    lab: first.lab.id,
    labHash: first.lab.hash,
    engine: first.engine,
    learner: 'bench',
  };
  return { head, entries: tenant.entries };
}

/** The beginning of a recorded log as the text that is handed in. */
export const submissionOf = ({ head, entries }: { head: SubmissionHead; entries: Entry[] }, length: number): string =>
  writeSubmission({ head, entries: entries.slice(0, length) });
