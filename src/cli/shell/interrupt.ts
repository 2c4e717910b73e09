import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { HostSession, Onlooker } from '#tenant/client.ts';
import type { HostShells, ShellAccount, ShellHost } from '../host.ts';

/** Ctrl+C: ends what waits for the tenant. It is no refusal and no bug. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** Settles as the promise does, or is rejected with `Interrupted` as soon as the signal says so. */
export async function unlessInterrupted<T>(promise: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal?.aborted) throw new Interrupted();
  if (!signal) return promise();
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise(), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A host that lets go of every call, and takes no further one, once the line that runs has been interrupted. */
export class InterruptibleHost implements ShellHost {
  /** The signal of the line that runs; undefined between the lines. */
  signal: AbortSignal | undefined;
  shells?: HostShells;
  readonly env?: Readonly<Record<string, string>>;
  readonly #host: ShellHost;
  #opened: HostSession | undefined;

  constructor(host: ShellHost) {
    this.#host = host;
    if (host.env) this.env = host.env;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    return unlessInterrupted(async () => {
      if (!this.#host.enter) return this.#host.send(request);
      const { response, session } = await this.#host.enter(request);
      if (session) this.#opened = session;
      return response;
    }, this.signal);
  }

  takeOpened(): HostSession | undefined {
    const opened = this.#opened;
    this.#opened = undefined;
    return opened;
  }

  peek(request: HttpRequest): Promise<HttpResponse> {
    return unlessInterrupted(() => this.#host.peek?.(request) ?? this.#host.send(request), this.signal);
  }

  async lookAs(who: Onlooker, request: HttpRequest): Promise<HttpResponse> {
    return (await this.#host.lookAs?.(who, request)) ?? { status: 0, headers: {}, body: '' };
  }

  now(): Promise<number> {
    return unlessInterrupted(() => this.#host.now(), this.signal);
  }

  wait(ms: number): Promise<number> {
    return unlessInterrupted(() => this.#host.wait(ms), this.signal);
  }

  account(): Promise<ShellAccount | undefined> {
    return this.#host.account();
  }

  signIn(userPrincipalName: string): Promise<ShellAccount | { refused: string }> {
    return unlessInterrupted(() => this.#host.signIn(userPrincipalName), this.signal);
  }
}
