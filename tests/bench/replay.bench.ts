// Folding logs again, as a grader does: text in, grade out. In one thread, and in two at once.
import { Worker } from 'node:worker_threads';
import { hashWith } from '#kernel/sha256.ts';
import { gradeSubmission } from '#lab/grade.ts';
import { readSubmission } from '#lab/submission.ts';
import { labIds, loadLab } from '#tools/lab-start.ts';
import { nativeSha256 } from '#tools/native-sha256.ts';
import { recordLog, submissionOf } from './recorded-logs.ts';
import type { Bench } from './run.ts';

/** As many logs as a course of a thousand hands in; recorded ones are so many, each then folded several times. */
const logs = 1000;
const kinds = 25;
const threads = 2;

export interface ReplayTask {
  lab: string;
  labHash: string;
  texts: string[];
  rounds: number;
}

/** Milliseconds by the wall's clock and of the processor: in a room with others a thread has no core to itself. */
export interface Spent {
  wall: number;
  cpu: number;
}

/** Grades every text so many times over. */
export async function replay({ lab, labHash, texts, rounds }: ReplayTask): Promise<Spent> {
  // As the grader's loader does it.
  hashWith(nativeSha256);
  const module = await loadLab(lab);
  const began = performance.now();
  const before = process.threadCpuUsage();
  for (let round = 0; round < rounds; round += 1)
    for (const text of texts) {
      const read = readSubmission(text);
      const grade = 'fault' in read ? read : gradeSubmission(read, module, labHash);
      if ('fault' in grade) throw new Error(grade.fault.message);
    }
  const { user, system } = process.threadCpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

const inWorker = (task: ReplayTask): Promise<Spent> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), {
      workerData: task,
      // Three times the half-space that `npm run grade` gives itself, as V8 counts it.
      resourceLimits: { maxYoungGenerationSizeMb: 192 },
    });
    worker.once('message', (spent: Spent) => {
      resolve(spent);
      void worker.terminate();
    });
    worker.once('error', reject);
  });

export const rows: Bench = async () => {
  const [lab = ''] = labIds();
  const module = await loadLab(lab);
  const recorded: Awaited<ReturnType<typeof recordLog>>[] = [];
  // Eight grow on, to see what an entry costs late in a long log.
  const long = 8;
  for (let kind = 0; kind < kinds; kind += 1)
    recorded.push(await recordLog(module, `bench ${kind}`, kind < long ? 400 : 200));
  const labHash = recorded[0]?.head.labHash ?? '';
  const task = (length: number, count: number, of = recorded): ReplayTask => ({
    lab,
    labHash,
    texts: of.map((log) => submissionOf(log, length)),
    rounds: Math.round(count / of.length),
  });
  await replay(task(200, 2 * kinds));
  const perEntry: string[] = [];
  for (const length of [50, 100, 200, 400]) {
    const { cpu } = await replay(task(length, 5 * long, recorded.slice(0, long)));
    perEntry.push(`${((1000 * cpu) / (5 * long * length)).toFixed(0)} µs`);
  }
  const alone = logs / 5;
  const one = await replay(task(200, alone));
  const share = task(200, logs / threads);
  const all = await Promise.all(Array.from({ length: threads }, () => inWorker(share)));
  const rate = (count: number, ms: number): string => ((count / ms) * 1000).toFixed(0);
  const cpu = all.reduce((sum, spent) => sum + spent.cpu, 0);
  return [
    { what: 'replay: logs of 200 entries a second of processor time, one thread', value: rate(alone, one.cpu) },
    {
      what: `replay: ${logs.toLocaleString('en')} such logs in ${threads} threads, a second`,
      value: rate(logs, Math.max(...all.map(({ wall }) => wall))),
    },
    {
      what: `replay: the same on ${threads} cores of their own, a second (${threads} times that of a core)`,
      value: rate(logs * threads, cpu),
    },
    { what: 'replay: processor time of an entry in logs of 50, 100, 200, 400', value: perEntry.join(', ') },
  ];
};
