import { connect, type Connected, type OpenedMessage, type OpenMessage } from '#lab/rpc.ts';
import type { LogFault } from '#tenant/action-log/chain.ts';
import type { SigningKey } from '#tenant/edge/token-keys.ts';

/** A tenant in its own worker. */
export interface TenantWorker {
  client: Connected;
  key: SigningKey;
  /** A port for a further consumer, such as the shell's worker. */
  port(): MessagePort;
  close(): void;
}

export type Opening =
  | { worker: TenantWorker }
  /** The log cannot be believed, from the named entry on. */
  | { fault: LogFault }
  /** Engine or lab could not be loaded, or threw. */
  | { failed: string };

/** Makes a worker; the page hands in the real one, tests a fake. */
export type MakeWorker = () => Worker;

/**
 * Starts a worker and opens a lab in it. `crashed` hears of an error outside of any call, after which no call is answered.
 * Never rejects: what goes wrong is in the result.
 */
export const openTenant = (
  make: MakeWorker,
  message: Omit<OpenMessage, 'type'>,
  crashed: (details: string) => void,
): Promise<Opening> =>
  new Promise((done) => {
    const worker = make();
    let settled = false;
    const settle = (opening: Opening) => {
      if (!('worker' in opening)) worker.terminate();
      settled = true;
      done(opening);
    };
    // Connected before anything is sent, so that no event of the session is missed.
    const client = connect(worker);
    worker.addEventListener('error', (event) => {
      const details = [event.message, event.filename && `${event.filename}:${event.lineno}`].filter(Boolean).join('\n');
      if (settled) crashed(details);
      else settle({ failed: details || 'the worker of the tenant did not start' });
    });
    worker.addEventListener('message', ({ data }: MessageEvent<OpenedMessage>) => {
      if (settled || !('type' in data)) return;
      if (data.type === 'refused') settle({ fault: data.fault });
      else if (data.type === 'failed') settle({ failed: data.message });
      else if (data.type === 'opened') settle({ worker: { client, key: data.key, port: () => port(worker), close } });
    });
    const close = () => worker.terminate();
    worker.postMessage({ type: 'open', ...message } satisfies OpenMessage);
  });

const port = (worker: Worker): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ type: 'connect' }, [port1]);
  return port2;
};
