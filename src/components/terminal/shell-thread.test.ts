import { describe, expect, it, vi } from 'vitest';
import type { FromShell, ToShell } from '#cli/shell/protocol.ts';
import { ShellThread } from './shell-thread.ts';

/** A shell that ends every line at once, but `hang` never and `question` after an answer. */
class FakeShell {
  readonly heard: ToShell[] = [];
  terminated = false;
  readonly #listeners = new Map<string, (event: unknown) => void>();
  #line = 0;

  addEventListener = (type: string, listener: (event: unknown) => void) => this.#listeners.set(type, listener);
  terminate = () => (this.terminated = true);
  say = (data: FromShell) => this.#listeners.get('message')?.({ data });
  die = (message: string) => this.#listeners.get('error')?.({ message });

  postMessage = (message: ToShell) => {
    this.heard.push(message);
    if (message.type === 'init') this.say({ type: 'ready', prompt: '$ ' });
    if (message.type === 'answer') this.#done();
    if (message.type === 'complete') this.say({ type: 'completions', id: message.id, from: 0, candidates: ['az '] });
    if (message.type !== 'run') return;
    this.#line = message.id;
    if (message.line === 'question') return this.say({ type: 'ask', question: 'Sure? ' });
    if (message.line === 'hang') return;
    this.say({ type: 'output', stream: 'stdout', text: `ran ${message.line}\n` });
    this.#done();
  };

  #done() {
    this.say({ type: 'done', id: this.#line, exitCode: 0, prompt: 'dir $ ', cwd: '/dir', exited: false });
    this.say({ type: 'snapshot', snapshot: { user: 'ada' } as never });
  }
}

const begin = () => {
  const shells: FakeShell[] = [];
  const events = { ready: vi.fn(), output: vi.fn(), ask: vi.fn(), restarted: vi.fn() };
  const makeWorker = () => {
    shells.push(new FakeShell());
    return shells.at(-1) as unknown as Worker;
  };
  const thread = new ShellThread({ makeWorker, port: () => new MessageChannel().port1, events, patience: 20 });
  return { thread, shells, events };
};

describe('the shell behind the terminal', () => {
  it('runs a line and gives its output and the next prompt', async () => {
    const { thread, events } = begin();
    expect(events.ready).toHaveBeenCalledWith('$ ');
    expect(await thread.run('ls')).toMatchObject({ exitCode: 0, prompt: 'dir $ ' });
    expect(events.output).toHaveBeenCalledWith('ran ls\n');
  });

  it('passes a question on, and its answer back', async () => {
    const { thread, shells, events } = begin();
    const running = thread.run('question');
    expect(events.ask).toHaveBeenCalledWith('Sure? ');
    thread.answer('y');
    await running;
    expect(shells[0]?.heard.at(-1)).toEqual({ type: 'answer', line: 'y' });
  });

  it('replaces a worker that ignores Ctrl+C by one that goes on from the last prompt', async () => {
    const { thread, shells, events } = begin();
    await thread.run('ls');
    const running = thread.run('hang');
    thread.interrupt();
    expect(await running).toEqual({ exitCode: 130, prompt: 'dir $ ', exited: false });
    expect(shells[0]?.terminated).toBe(true);
    expect(shells[1]?.heard[0]).toMatchObject({ type: 'init', snapshot: { user: 'ada' } });
    expect(events.restarted).toHaveBeenCalledWith('hung', expect.any(String));
    expect(events.ready).toHaveBeenCalledTimes(1);
    expect(await thread.run('ls')).toMatchObject({ exitCode: 0 });
  });

  it('says when the worker dies, and goes on with another', async () => {
    const { thread, shells, events } = begin();
    const running = thread.run('hang');
    shells[0]?.die('boom');
    expect(await running).toMatchObject({ exitCode: 130 });
    expect(events.restarted).toHaveBeenCalledWith('failed', 'boom');
    expect(shells).toHaveLength(2);
  });

  it('completes between lines only', async () => {
    const { thread } = begin();
    expect((await thread.complete('a', 1)).candidates).toEqual(['az ']);
    void thread.run('hang');
    expect((await thread.complete('a', 1)).candidates).toEqual([]);
    thread.dispose();
  });
});
