// The shell's worker, a module worker: `new Worker(new URL('...', import.meta.url), { type: 'module' })`.
import { hostOver, type FromShell, type ToShell } from './protocol.ts';
import { serveShell } from './serve.ts';

interface Scope {
  postMessage(message: FromShell): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToShell>) => void): void;
}

const scope = globalThis as unknown as Scope;
const take = serveShell((message) => scope.postMessage(message), hostOver);
scope.addEventListener('message', ({ data }) => take(data));
