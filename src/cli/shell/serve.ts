import type { ShellHost } from '../host.ts';
import { completeText } from './complete.ts';
import type { FromShell, ToShell } from './protocol.ts';
import { ShellSession, type SessionTerminal, type ShellSnapshot } from './session.ts';

const anew = {
  broken: 'What was kept of the shell could not be read, so it begins anew.\n',
  otherLab: 'The lab was begun again, and the shell with it.\n',
};

/** The session as it was left where that can be believed, else a fresh one, and a sentence that says why. */
async function begin(
  host: ShellHost,
  terminal: SessionTerminal,
  snapshot: ShellSnapshot | undefined,
  say: (text: string) => void,
): Promise<ShellSession> {
  const length = await host.length?.();
  const gone = snapshot?.length !== undefined && length !== undefined && length < snapshot.length;
  if (gone) say(anew.otherLab);
  else if (snapshot)
    try {
      const session = new ShellSession(host, terminal);
      await session.start(snapshot);
      return session;
    } catch {
      say(anew.broken);
    }
  const fresh = new ShellSession(host, terminal);
  await fresh.start();
  return fresh;
}

const uploaded = async (
  shell: ShellSession,
  name: string,
  content: Uint8Array,
): Promise<{ path: string } | { refused: string }> => {
  try {
    return { path: await shell.upload(name, content) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * The shell's end of the protocol without a worker around it: gives the function that takes the page's messages.
 * `hostFor` makes the host of the port that `init` brings.
 */
export function serveShell(post: (message: FromShell) => void, hostFor: (port: MessagePort) => ShellHost) {
  let host: ShellHost | undefined;
  let session: ShellSession | undefined;
  let answer: ((line: string) => void) | undefined;
  let busy = Promise.resolve();

  const ask = (question: string): Promise<string> => {
    post({ type: 'ask', question });
    return new Promise((resolve) => (answer = resolve));
  };

  const keep = async (shell: ShellSession): Promise<void> => {
    const length = await host?.length?.();
    const snapshot = { ...(await shell.snapshot()), ...(length !== undefined && { length }) };
    post({ type: 'snapshot', snapshot });
  };

  const terminal: SessionTerminal = {
    write: (stream, text) => post({ type: 'output', stream, text }),
    ask,
    offer: (name, content) => post({ type: 'offer', name, content }),
  };

  const init = async ({ port, snapshot }: Extract<ToShell, { type: 'init' }>): Promise<void> => {
    host = hostFor(port);
    session = await begin(host, terminal, snapshot, (text) => post({ type: 'notice', text }));
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
      case 'upload':
        return inTurn(async (shell) => {
          const { id, name, content } = message;
          post({ type: 'uploaded', id, ...(await uploaded(shell, name, content)) });
          await keep(shell);
        });
      case 'read':
        return inTurn(async (shell) => {
          post({ type: 'file', id: message.id, ...(await shell.read(message.path)) });
        });
      case 'snapshot':
        return inTurn(keep);
    }
  };
}
