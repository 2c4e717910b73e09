import { parentPort, workerData } from 'node:worker_threads';
import { replay, type ReplayTask } from './replay.bench.ts';

parentPort?.postMessage(await replay(workerData as ReplayTask));
