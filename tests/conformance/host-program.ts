// A program as a learner would deploy it, in a thread of its own: MSAL keeps the identity source and the tokens that it
// found in static fields, so that a second program in the same thread would see those of the first.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { ConfigurationTask } from './configuration-program.ts';
import type { BusTask } from './service-bus-program.ts';
import { describeError, httpClientOver } from './transport.ts';

/** What the program is to do. `now` is the tenant's clock, for the lifetimes of tokens. */
export interface Task {
  now: number;
  credential: { clientId: string } | { resourceId: string } | { objectId: string } | null;
  /** Ask for a token for this scope … */
  scope?: string;
  /** … or read this secret. */
  secret?: { vaultUrl: string; name: string };
  /** … or use this queue. */
  bus?: BusTask;
  /** … or read this setting. */
  setting?: ConfigurationTask;
  /** What the program waits passes for the tenant, too. */
  waits?: boolean;
  /** Use another source of tokens than the managed identity alone. */
  chain?: boolean;
}

const task = workerData as Task;
const offset = task.now - Date.now();
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: [] | [string | number | Date]) {
    super(...((given.length ? given : [RealDate.now() + offset]) as [number]));
  }
  static override now(): number {
    return RealDate.now() + offset;
  }
} as DateConstructor;

// The clients wait for seconds between their attempts; nothing here gets better by waiting.
const realTimeout = setTimeout;
globalThis.setTimeout = ((work: () => void, ms = 0, ...rest: []) => {
  if (task.waits && ms >= 500) parentPort?.postMessage({ wait: ms });
  return realTimeout(work, ms >= 500 ? ms / (task.waits ? 1000 : 20) : ms, ...rest);
}) as typeof setTimeout;

const waiting = new Map<number, (answer: HttpResponse) => void>();
let sent = 0;
parentPort?.on('message', ({ id, answer }: { id: number; answer: HttpResponse }) => waiting.get(id)?.(answer));
const send = (request: HttpRequest): Promise<HttpResponse> =>
  new Promise((resolve) => {
    sent += 1;
    waiting.set(sent, resolve);
    parentPort?.postMessage({ id: sent, request });
  });

// The agent of a connected server names a file that a program there reads from the disk: the files of the host are
// those of this program, too.
const files = new Map<string, string>();
const { readFileSync, statSync } = fs;
Object.assign(fs, {
  readFileSync: (path: string, ...rest: []) => files.get(path) ?? readFileSync(path, ...rest),
  statSync: (path: string, ...rest: []) =>
    files.has(path) ? { size: files.get(path)?.length } : statSync(path, ...rest),
});
syncBuiltinESMExports();
const httpClient = httpClientOver(async (request) => {
  const answer = await send(request);
  const [, file] = /^Basic realm=(\/var\/\S+)$/.exec(answer.headers['www-authenticate'] ?? '') ?? [];
  if (file) files.set(file, (await send({ method: 'GET', url: `http://files.localhost${file}` })).body);
  return answer;
});

async function run(): Promise<unknown> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const { SecretClient } = await import('@azure/keyvault-secrets');
  const options = { httpClient };
  const credential = task.chain
    ? new DefaultAzureCredential(options)
    : task.credential
      ? new ManagedIdentityCredential({ ...task.credential, ...options })
      : new ManagedIdentityCredential(options);
  if (task.scope !== undefined) {
    const { token, expiresOnTimestamp } = await credential.getToken(task.scope);
    return {
      claims: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown,
      expiresOnTimestamp,
    };
  }
  if (task.bus) return (await import('./service-bus-program.ts')).useQueue(task.bus, credential, send);
  if (task.setting)
    return (await import('./configuration-program.ts')).readSetting(task.setting, credential, httpClient);
  const { vaultUrl, name } = task.secret ?? { vaultUrl: '', name: '' };
  const { value } = await new SecretClient(vaultUrl, credential, options).getSecret(name);
  return { value };
}

const result = await run().then(
  (value) => ({ value }),
  (error: unknown) => ({ error: describeError(error) }),
);
parentPort?.postMessage({ result });
