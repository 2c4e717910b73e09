import { acceptAmqp, type ByteStream } from './bridge.ts';
import type { AmqpPort } from './port.ts';

const resolves = async (port: AmqpPort, host: string): Promise<boolean> =>
  (await port.peek({ method: 'GET', url: `https://${host}/` })).status !== 0;

/** As Node tells of a name that is not there; the official clients look at code, syscall and errno. */
const notFound = (hostname: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    errno: -3008,
    hostname,
  });

type Handler = ((event: Event) => void) | null;

/**
 * A `WebSocket` class whose instances reach the bridge without any network, in Node and in a page alike: for
 * `new ServiceBusClient(…, { webSocketOptions: { webSocket: createAmqpWebSocket(port) } })`.
 * The host of the address is the namespace; one that does not resolve ends in an `error` event, as it does in Node.
 */
export const createAmqpWebSocket = (port: AmqpPort) =>
  class AmqpWebSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly url: string;
    readonly protocol = 'AMQPWSB10';
    binaryType = 'blob';
    readyState: 0 | 1 | 2 | 3 = 0;
    onopen: Handler = null;
    onmessage: Handler = null;
    onerror: Handler = null;
    onclose: Handler = null;
    #stream: ByteStream | undefined;

    constructor(url: string) {
      super();
      this.url = url;
      void this.#connect(new URL(url).hostname);
    }

    send(data: ArrayBuffer | Uint8Array): void {
      if (this.readyState !== 1) throw new Error('the socket is not open');
      const bytes = data instanceof Uint8Array ? data.slice() : new Uint8Array(data.slice(0));
      queueMicrotask(() => this.#stream?.onData?.(bytes));
    }

    close(): void {
      if (this.readyState > 1) return;
      this.readyState = 2;
      queueMicrotask(() => {
        this.#stream?.onClose?.();
        this.#end();
      });
    }

    async #connect(host: string): Promise<void> {
      if (!(await resolves(port, host))) {
        const error = notFound(host);
        this.#tell(Object.assign(new Event('error'), { error, message: error.message }));
        this.#end();
        return;
      }
      // Closed before it was open.
      if (this.readyState !== 0) return;
      this.#stream = {
        host,
        send: (bytes) => queueMicrotask(() => this.#receive(bytes)),
        close: () => queueMicrotask(() => this.#end()),
      };
      acceptAmqp(port, this.#stream);
      this.readyState = 1;
      this.#tell(new Event('open'));
    }

    #receive(bytes: Uint8Array): void {
      if (this.readyState !== 1) return;
      this.#tell(new MessageEvent('message', { data: bytes.slice().buffer }));
    }

    #end(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#tell(new Event('close'));
    }

    #tell(event: Event): void {
      this.dispatchEvent(event);
      const handlers = { open: this.onopen, message: this.onmessage, error: this.onerror, close: this.onclose };
      handlers[event.type as keyof typeof handlers]?.call(this, event);
    }
  };
