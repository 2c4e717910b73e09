import type { HttpRequest } from '#kernel/http.ts';
import type { SigningKey } from '#tenant/edge/token-keys.ts';
import type { LogFault } from '#tenant/action-log/chain.ts';
import type { LabSessionClient, SessionState } from './session-client.ts';

/** The page opens a lab in the worker with this message. Addresses are absolute. */
export interface OpenMessage {
  type: 'open';
  engineUrl: string;
  /** File name of the engine, as saves name it. */
  engine: string;
  labUrl: string;
  labHash: string;
  /** The log so far, one canonical entry a line. */
  lines: string[];
  key?: SigningKey;
}

/** The worker's answer to `open`. */
export type OpenedMessage =
  { type: 'opened'; key: SigningKey } | { type: 'refused'; fault: LogFault } | { type: 'failed'; message: string };

/** A further consumer (the shell's worker) is given a port of its own: `{ type: 'connect' }` with the port transferred. */
export interface ConnectMessage {
  type: 'connect';
}

export interface CallMessage {
  id: number;
  method: string;
  args: unknown[];
}

export type ReplyMessage = { id: number; result: unknown } | { id: number; error: string };
export type EventMessage = { event: 'change'; state: SessionState } | { event: 'entry'; line: string };

/** What can be called across a port. Functions do not cross it: changes and entries come as events. */
export const callable = [
  'send',
  'enter',
  'lookAs',
  'peek',
  'now',
  'wait',
  'signIn',
  'state',
  'log',
  'flow',
  'charts',
  'explain',
  'skipToNext',
  'undo',
  'redo',
  'reset',
  'hint',
  'submission',
  'lines',
] as const;

/** A port, a worker or a worker's own scope. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

type Session = LabSessionClient & { lines(): Promise<string[]>; onEntry(listener: (line: string) => void): () => void };

/** A method of the session; an engine of before there were ways on to hosts sends, and opens no session. */
function methodOf(session: Session, name: string): (...args: unknown[]) => Promise<unknown> {
  const method = session[name as keyof Session] as ((...args: unknown[]) => Promise<unknown>) | undefined;
  if (method) return (...args) => method.apply(session, args);
  if (name !== 'enter') return () => Promise.reject(new Error(`this engine has no '${name}'`));
  return async (request) => ({ response: await session.send(request as HttpRequest) });
}

/** Answers calls that come over a port, and sends changes and entries as events where they are wanted. */
export function serve(port: PortLike, session: Session, events: boolean): void {
  port.addEventListener('message', ({ data }: MessageEvent<CallMessage>) => {
    if (typeof data.id !== 'number' || !callable.includes(data.method as (typeof callable)[number])) return;
    methodOf(
      session,
      data.method,
    )(...data.args).then(
      (result) => port.postMessage({ id: data.id, result } satisfies ReplyMessage),
      (error: unknown) =>
        port.postMessage({
          id: data.id,
          error: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
        } satisfies ReplyMessage),
    );
  });
  port.start?.();
  if (!events) return;
  session.onEntry((line) => port.postMessage({ event: 'entry', line } satisfies EventMessage));
  session.onChange((state) => port.postMessage({ event: 'change', state } satisfies EventMessage));
}

export interface Connected extends LabSessionClient {
  lines(): Promise<string[]>;
  /** Hears every new entry as the line to store. */
  onEntry(listener: (line: string) => void): () => void;
}

/** The other end: a session client whose calls cross the port. A call rejects when our own code has failed there. */
export function connect(port: PortLike): Connected {
  let last = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const changes = new Set<(state: SessionState) => void>();
  const entries = new Set<(line: string) => void>();
  port.addEventListener('message', ({ data }: MessageEvent<ReplyMessage | EventMessage>) => {
    if ('event' in data) {
      if (data.event === 'change') changes.forEach((listener) => listener(data.state));
      else entries.forEach((listener) => listener(data.line));
      return;
    }
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) call?.reject(new Error(data.error));
    else call?.resolve(data.result);
  });
  port.start?.();
  const call =
    (method: string) =>
    (...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { resolve, reject });
        port.postMessage({ id, method, args } satisfies CallMessage);
      });
  const calls = Object.fromEntries(callable.map((method) => [method, call(method)]));
  const listen =
    <T>(set: Set<T>) =>
    (listener: T) => {
      set.add(listener);
      return () => void set.delete(listener);
    };
  return { ...calls, onChange: listen(changes), onEntry: listen(entries) } as unknown as Connected;
}
