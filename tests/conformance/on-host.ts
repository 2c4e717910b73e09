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

type Message = { id: number; request: HttpRequest } | { wait: number } | { result: Omit<Ended, 'seen'> };

/** A session on a host, and what a program finds there. */
export interface Session {
  run: number;
  env: Record<string, string>;
}

/** Runs a program on a web app's host: its environment is what the app finds there, its requests come from there. */
export const runOnHost = async (world: World, site: string, task: Omit<Task, 'now'>): Promise<Ended> =>
  runInSession(world, await world.enter(site), task);

/** Runs a program in a session on any host. */
export async function runInSession(world: World, { run, env }: Session, task: Omit<Task, 'now'>): Promise<Ended> {
  const workerData: Task = { ...task, now: await world.client.now() };
  const worker = new Worker(new URL('./host-program.ts', import.meta.url), { env, workerData });
  const seen: Exchange[] = [];
  try {
    return await new Promise<Ended>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: Message) => {
        if ('result' in message) return resolve({ ...message.result, seen });
        if ('wait' in message) return void world.client.wait(message.wait);
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
