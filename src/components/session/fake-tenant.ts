import { serve, type OpenMessage, type PortLike } from '#lab/rpc.ts';
import type { SessionState } from '#lab/session-client.ts';
import type { SavedHead, SavedLab } from './store.ts';

/** For tests: the worker's end of the session, kept in memory. Each request appends the line `request <n>`. */
export class FakeTenant {
  static readonly key = { private: { kty: 'RSA' }, public: { kty: 'RSA' } };
  readonly opened: OpenMessage[] = [];
  terminated = 0;
  /** What the next opening answers instead of opening. */
  refuse:
    { type: 'refused'; fault: { seq: number; message: string } } | { type: 'failed'; message: string } | undefined;
  #crash: ((event: Event) => void) | undefined;

  make = (): Worker => {
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener('message', ({ data }: MessageEvent<OpenMessage>) => {
      if (data.type === 'open') this.#open(data, port2);
    });
    port2.start();
    port1.start();
    const worker = {
      postMessage: (message: unknown) => port1.postMessage(message),
      addEventListener: (type: string, listener: (event: MessageEvent) => void) => {
        if (type === 'error') this.#crash = listener as (event: Event) => void;
        else port1.addEventListener('message', listener);
      },
      terminate: () => {
        this.terminated += 1;
        port1.close();
      },
    };
    return worker as unknown as Worker;
  };

  /** The worker dies outside of any call. */
  crash(message: string): void {
    this.#crash?.({ message, filename: '', lineno: 0 } as unknown as Event);
  }

  #open(message: OpenMessage, port: MessagePort): void {
    this.opened.push(message);
    if (this.refuse) {
      port.postMessage(this.refuse);
      this.refuse = undefined;
      return;
    }
    const lines = message.lines.length ? [...message.lines] : ['start'];
    const entries = new Set<(line: string) => void>();
    const changes = new Set<(state: SessionState) => void>();
    const state = () => ({ labId: 'lab', length: lines.length, checks: [] }) as unknown as SessionState;
    const session = {
      lines: () => Promise.resolve(lines),
      log: () => Promise.resolve([]),
      state: () => Promise.resolve(state()),
      send: ({ method }: { method: string }) => {
        if (method === 'BUG') return Promise.reject(new Error('a bug of ours'));
        lines.push(`request ${lines.length}`);
        entries.forEach((listener) => listener(lines.at(-1) ?? ''));
        changes.forEach((listener) => listener(state()));
        return Promise.resolve({ status: 200, headers: {}, body: '' });
      },
      onEntry: (listener: (line: string) => void) => entries.add(listener),
      onChange: (listener: (state: SessionState) => void) => changes.add(listener),
    };
    serve(port as unknown as PortLike, session as unknown as Parameters<typeof serve>[1], true);
    port.postMessage({ type: 'opened', key: FakeTenant.key });
  }
}

/** For tests: a store in memory, which can be full. */
export class FakeStore {
  saved: SavedLab | undefined;
  full = false;

  load = (): Promise<SavedLab | undefined> => Promise.resolve(structuredClone(this.saved));
  close = (): void => undefined;

  async replace({ head, lines }: { head: SavedHead; lines: string[] }): Promise<void> {
    await this.#room();
    this.saved = { head, lines: [...lines] };
  }

  async append(_labId: string, from: number, lines: readonly string[]): Promise<void> {
    await this.#room();
    this.saved?.lines.splice(from, Infinity, ...lines);
  }

  #room(): Promise<void> {
    return this.full ? Promise.reject(new Error('no room')) : Promise.resolve();
  }
}
