import type { ShellHost } from '../host.ts';
import { completeText } from './complete.ts';
import type { FromShell, ToShell } from './protocol.ts';
import { ShellSession } from './session.ts';

/**
 * The shell's end of the protocol without a worker around it: gives the function that takes the page's messages.
 * `hostFor` makes the host of the port that `init` brings.
 */
export function serveShell(post: (message: FromShell) => void, hostFor: (port: MessagePort) => ShellHost) {
  let session: ShellSession | undefined;
  let answer: ((line: string) => void) | undefined;
  let busy = Promise.resolve();

  const ask = (question: string): Promise<string> => {
    post({ type: 'ask', question });
    return new Promise((resolve) => (answer = resolve));
  };

  const keep = async (shell: ShellSession): Promise<void> =>
    post({ type: 'snapshot', snapshot: await shell.snapshot() });

  const init = async ({ port, snapshot }: Extract<ToShell, { type: 'init' }>): Promise<void> => {
    session = new ShellSession(hostFor(port), { write: (stream, text) => post({ type: 'output', stream, text }), ask });
    await session.start(snapshot);
    post({ type: 'ready', prompt: session.prompt });
  };

  const run = async (shell: ShellSession, id: number, line: string): Promise<void> => {
    const { exitCode, exited } = await shell.run(line);
    post({ type: 'done', id, exitCode, exited, prompt: shell.prompt, cwd: shell.directory });
    await keep(shell);
  };

  /** Work that must wait for the work before it. */
  const inTurn = (work: (shell: ShellSession) => Promise<void>): void => {
    busy = busy
      .then(() => {
        if (!session) throw new Error('the shell was asked before it was made');
        return work(session);
      })
      .catch(failed);
  };
  const failed = (error: unknown): void =>
    post({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });

  return (message: ToShell): void => {
    switch (message.type) {
      case 'init':
        busy = busy.then(() => init(message)).catch(failed);
        return;
      case 'run':
        return inTurn((shell) => run(shell, message.id, message.line));
      case 'interrupt':
        return session?.interrupt();
      case 'answer':
        answer?.(message.line);
        answer = undefined;
        return;
      case 'complete':
        return inTurn(async (shell) => {
          const { id, text, cursor } = message;
          post({ type: 'completions', id, ...(await completeText(text, cursor, shell)) });
        });
      case 'snapshot':
        return inTurn(keep);
    }
  };
}
