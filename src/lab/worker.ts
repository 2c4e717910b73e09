/// <reference lib="webworker" />
import { wallClock } from '#tenant/edge/wall-clock.ts';
import type { LabModule } from './define.ts';
import type * as Engine from './engine.ts';
import { serve, type OpenedMessage, type OpenMessage, type PortLike } from './rpc.ts';
import type { LabSession } from './session.ts';

/**
 * The tenant's own worker. It loads the engine and the lab by address, so that a saved lab resumes on the engine that
 * it was begun with, and serves the page and further ports.
 */
const scope = self as unknown as DedicatedWorkerGlobalScope;
let session: LabSession | undefined;
const early: MessagePort[] = [];

const answer = (message: OpenedMessage): void => scope.postMessage(message);

async function open({ engineUrl, engine, labUrl, labHash, lines, key }: OpenMessage): Promise<void> {
  const { openSession } = (await import(/* @vite-ignore */ engineUrl)) as typeof Engine;
  const { module } = (await import(/* @vite-ignore */ labUrl)) as { module: LabModule };
  const opened = await openSession({ module, labHash, engine, lines, wall: wallClock, ...(key && { key }) });
  if ('fault' in opened) return answer({ type: 'refused', fault: opened.fault });
  session = opened;
  serve(scope as unknown as PortLike, session, true);
  for (const port of early.splice(0)) serve(port, session, false);
  answer({ type: 'opened', key: session.key });
}

scope.addEventListener('message', (event: MessageEvent<{ type?: string }>) => {
  const { data, ports } = event;
  if (data.type === 'open') {
    open(data as OpenMessage).catch((error: unknown) =>
      answer({
        type: 'failed',
        message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
      }),
    );
  }
  const [port] = ports;
  if (data.type === 'connect' && port) {
    if (session) serve(port, session, false);
    else early.push(port);
  }
});
