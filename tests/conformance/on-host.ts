import { Worker } from 'node:worker_threads';
import type { HttpRequest } from '#kernel/http.ts';
import type { Task } from './host-program.ts';
import type { Exchange, Refused } from './transport.ts';
import type { World } from './world.ts';

export interface Ended {
  value?: { value?: string; claims?: Record<string, unknown>; expiresOnTimestamp?: number };
  error?: Refused;
  /** Everything that the program sent. */
  seen: Exchange[];
}

type Message = { id: number; request: HttpRequest } | { result: Omit<Ended, 'seen'> };

/** Runs a program on a web app's host: its environment is what the app finds there, its requests come from there. */
export async function runOnHost(world: World, site: string, task: Omit<Task, 'now'>): Promise<Ended> {
  const { run, env } = await world.enter(site);
  const workerData: Task = { ...task, now: await world.client.now() };
  const worker = new Worker(new URL('./host-program.ts', import.meta.url), { env, workerData });
  const seen: Exchange[] = [];
  try {
    return await new Promise<Ended>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: Message) => {
        if ('result' in message) return resolve({ ...message.result, seen });
        const { id, request } = message;
        world.edge.send(request, run).then((answer) => {
          seen.push({ request, status: answer.status, answer: answer.body });
          worker.postMessage({ id, answer });
        }, reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
