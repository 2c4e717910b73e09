import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Entered, Onlooker } from '#tenant/client.ts';
import type { ShellAccount, ShellHost } from '../host.ts';
import type { Completion } from './complete.ts';
import type { ShellSnapshot } from './session.ts';
import type { Stream } from './running/terminal-files.ts';

/** From the page to the shell's worker. */
export type ToShell =
  /** First of all: the port to the tenant (also transferred), and where to go on. */
  | { type: 'init'; port: MessagePort; snapshot?: ShellSnapshot }
  /** Runs what was typed; several lines are run one after the other. Answered by output and one `done`. */
  | { type: 'run'; id: number; line: string }
  /** Ctrl+C for the line that runs, or the question that is asked. */
  | { type: 'interrupt' }
  /** The line that answers a question. */
  | { type: 'answer'; line: string }
  | { type: 'complete'; id: number; text: string; cursor: number }
  /** Puts a file into the home folder; answered by `uploaded`. */
  | { type: 'upload'; id: number; name: string; content: Uint8Array }
  /** Asks for a file; answered by `file`. */
  | { type: 'read'; id: number; path: string }
  | { type: 'snapshot' };

/** From the shell's worker to the page. */
export type FromShell =
  | { type: 'ready'; prompt: string }
  /** Lines end with a line feed alone. */
  | { type: 'output'; stream: Stream; text: string }
  /** A question, such as `Are you sure ...? (y/n): `: show it, let a line be typed, send it as `answer`. */
  | { type: 'ask'; question: string }
  | { type: 'done'; id: number; exitCode: number; prompt: string; cwd: string; exited: boolean }
  | ({ type: 'completions'; id: number } & Completion)
  /** The path of a file that was uploaded, or why it could not be written. */
  | { type: 'uploaded'; id: number; path: string }
  | { type: 'uploaded'; id: number; refused: string }
  /** What `read` asked for; nothing where there is no such file. */
  | { type: 'file'; id: number; name?: string; content?: Uint8Array }
  /** `download` was typed: the browser is to save this. */
  | { type: 'offer'; name: string; content: Uint8Array }
  /** A snapshot could not be gone on from; the shell has begun anew. */
  | { type: 'notice'; text: string }
  /** After every `done` and on request: keep the last one and give it to the next worker when this one hangs. */
  | { type: 'snapshot'; snapshot: ShellSnapshot }
  /** Our own code has failed; the worker may be of no more use. */
  | { type: 'failed'; message: string };

/** A port to the tenant: `{id, method, args}` is answered by `{id, result}` or `{id, error}`. */
export interface TenantPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  start?(): void;
}

type Reply = { id: number; result: unknown } | { id: number; error: string };

/** The tenant behind a port as the host of a shell. A call is rejected when our own code has failed there. */
export function hostOver(port: TenantPort): ShellHost {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  port.addEventListener('message', ({ data }) => {
    if (typeof data !== 'object' || data === null || !('id' in data)) return;
    const reply = data as Reply;
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.result);
  });
  port.start?.();
  const call = (method: string, ...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      port.postMessage({ id: last, method, args });
    });
  return {
    send: (request: HttpRequest) => call('send', request) as Promise<HttpResponse>,
    enter: (request: HttpRequest, from?: number) => call('enter', request, from) as Promise<Entered>,
    lookAs: (who: Onlooker, request: HttpRequest) => call('lookAs', who, request) as Promise<HttpResponse>,
    peek: (request: HttpRequest) => call('peek', request) as Promise<HttpResponse>,
    now: () => call('now') as Promise<number>,
    wait: (ms) => call('wait', ms) as Promise<number>,
    length: async () => ((await call('state')) as { length: number }).length,
    account: async () => ((await call('state')) as { account: ShellAccount | undefined }).account,
    signIn: (user) => call('signIn', user) as ReturnType<ShellHost['signIn']>,
  };
}
