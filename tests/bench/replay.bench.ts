// Folding logs again, as a grader does: text in, grade out. In one thread, and in two at once.
import { Worker } from 'node:worker_threads';
import { gradeSubmission } from '#lab/grade.ts';
import { readSubmission } from '#lab/submission.ts';
import { labIds, loadLab } from '#tools/lab-start.ts';
import { recordLog, submissionOf } from './recorded-logs.ts';
import type { Bench } from './run.ts';

/** Enough to tell the speed; a thousand are the same eight over and over, too. */
const logs = 400;
const kinds = 8;

export interface ReplayTask {
  lab: string;
  labHash: string;
  texts: string[];
  rounds: number;
}

/** Grades every text so many times over; gives the milliseconds. */
export async function replay({ lab, labHash, texts, rounds }: ReplayTask): Promise<number> {
  const module = await loadLab(lab);
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1)
    for (const text of texts) {
      const read = readSubmission(text);
      const grade = 'fault' in read ? read : gradeSubmission(read, module, labHash);
      if ('fault' in grade) throw new Error(grade.fault.message);
    }
  return performance.now() - began;
}

const inWorker = (task: ReplayTask): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), { workerData: task });
    worker.once('message', (ms: number) => {
      resolve(ms);
      void worker.terminate();
    });
    worker.once('error', reject);
  });

export const rows: Bench = async () => {
  const [lab = ''] = labIds();
  const module = await loadLab(lab);
  const recorded: Awaited<ReturnType<typeof recordLog>>[] = [];
  for (let kind = 0; kind < kinds; kind += 1) recorded.push(await recordLog(module, `bench ${kind}`, 400));
  const labHash = recorded[0]?.head.labHash ?? '';
  const textsOf = (length: number): string[] => recorded.map((log) => submissionOf(log, length));
  const task = (length: number, count: number): ReplayTask => ({
    lab,
    labHash,
    texts: textsOf(length),
    rounds: count / kinds,
  });
  await replay(task(200, 3 * kinds));
  const perEntry: string[] = [];
  for (const length of [50, 100, 200, 400]) {
    const ms = await replay(task(length, 2 * kinds));
    perEntry.push(`${((1000 * ms) / (2 * kinds * length)).toFixed(0)} µs`);
  }
  const one = await replay(task(200, logs / 5));
  const half = task(200, logs / 2);
  const both = Math.max(...(await Promise.all([inWorker(half), inWorker(half)])));
  return [
    { what: 'replay: logs of 200 entries a second, one thread', value: ((logs / 5 / one) * 1000).toFixed(0) },
    { what: `replay: ${logs} such logs in two threads, a second`, value: ((logs / both) * 1000).toFixed(0) },
    { what: 'replay: cost of an entry in logs of 50, 100, 200, 400', value: perEntry.join(', ') },
  ];
};
