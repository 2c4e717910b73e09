import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '#kernel/http.ts';
import { FakeHost } from './fake-host.ts';
import { hostOver, type FromShell, type ToShell } from './protocol.ts';
import { serveShell } from './serve.ts';
import type { ShellSnapshot } from './session.ts';

/** The tenant's end of a port, answering from a fake host as the tenant's worker does. */
function tenantPort(host: FakeHost): MessageChannel {
  const channel = new MessageChannel();
  const methods = new Map<string, (arg: never) => Promise<unknown>>([
    ['enter', async (request: HttpRequest) => ({ response: await host.send(request) })],
    ['send', (request: HttpRequest) => host.send(request)],
    ['now', () => host.now()],
    ['wait', (ms: number) => host.wait(ms)],
    ['state', async () => ({ account: await host.account(), length: host.requests.length })],
    ['signIn', () => Promise.reject(new Error('a bug over there'))],
  ]);
  channel.port1.addEventListener('message', ({ data }: MessageEvent<{ id: number; method: string; args: never[] }>) => {
    const { id, method, args } = data;
    void methods
      .get(method)?.(args[0] as never)
      .then(
        (result) => channel.port1.postMessage({ id, result }),
        (error: unknown) => channel.port1.postMessage({ id, error: String(error) }),
      );
  });
  channel.port1.start();
  return channel;
}

const channels: MessageChannel[] = [];
afterEach(() => channels.splice(0).forEach(({ port1 }) => port1.close()));

/** A shell as the page has it: messages to it, and a promise of the next message of a type. */
function openShell(host = new FakeHost()) {
  const heard: FromShell[] = [];
  let woken = (): void => undefined;
  const take = serveShell((message) => {
    heard.push(structuredClone(message));
    woken();
  }, hostOver);
  const channel = tenantPort(host);
  channels.push(channel);
  const next = async <T extends FromShell['type']>(type: T): Promise<Extract<FromShell, { type: T }>> => {
    for (;;) {
      const at = heard.findIndex((message) => message.type === type);
      if (at >= 0) return heard.splice(at, 1)[0] as Extract<FromShell, { type: T }>;
      await new Promise<void>((resolve) => (woken = resolve));
    }
  };
  const init = (snapshot?: ShellSnapshot): void =>
    take({ type: 'init', port: channel.port2, ...(snapshot && { snapshot }) });
  return { take: (message: ToShell) => take(message), next, init, heard, host };
}

describe('the shell behind its messages', () => {
  it('is ready with a prompt, runs a line and gives its output and its end', async () => {
    const { take, next, init } = openShell();
    init();
    expect(await next('ready')).toEqual({ type: 'ready', prompt: 'ada [ ~ ]$ ' });
    take({ type: 'run', id: 7, line: 'cd /tmp; curl -s https://a.example; (exit 3)' });
    expect(await next('output')).toEqual({ type: 'output', stream: 'stdout', text: 'answer 1' });
    expect(await next('done')).toEqual({
      type: 'done',
      id: 7,
      exitCode: 3,
      exited: false,
      prompt: 'ada [ /tmp ]$ ',
      cwd: '/tmp',
    });
  });

  it('asks a question and takes its answer', async () => {
    const { take, next, init, host } = openShell(new FakeHost(() => ({ status: 404, body: '{}' })));
    init();
    take({ type: 'run', id: 1, line: 'az group delete -n rg-shop' });
    expect((await next('ask')).question).toMatch(/\(y\/n\): $/);
    take({ type: 'answer', line: 'n' });
    expect((await next('output')).text).toContain('Operation cancelled.');
    expect((await next('done')).exitCode).toBe(1);
    expect(host.requests).toEqual([]);
  });

  it('ends a question by an interrupt', async () => {
    const { take, next, init } = openShell();
    init();
    take({ type: 'run', id: 1, line: 'az group delete -n rg-shop; echo not reached' });
    await next('ask');
    take({ type: 'interrupt' });
    expect((await next('done')).exitCode).toBe(130);
  });

  it('ends a line by an interrupt while the tenant does not answer', async () => {
    const host = new FakeHost(() => new Promise(() => undefined));
    const { take, next, init } = openShell(host);
    init();
    take({ type: 'run', id: 1, line: 'echo before; curl -s https://a.example' });
    await next('output');
    take({ type: 'interrupt' });
    expect((await next('done')).exitCode).toBe(130);
  });

  it('completes', async () => {
    const { take, next, init } = openShell();
    init();
    take({ type: 'complete', id: 3, text: 'az keyv', cursor: 7 });
    expect(await next('completions')).toEqual({ type: 'completions', id: 3, from: 3, candidates: ['keyvault '] });
  });

  it('gives a snapshot after each line, and goes on from it in another worker', async () => {
    const first = openShell();
    first.init();
    first.take({ type: 'run', id: 1, line: 'x=5; f() { echo "f$1"; }; cd /tmp; echo note > note' });
    const { snapshot } = await first.next('snapshot');
    const second = openShell();
    second.init(snapshot);
    expect((await second.next('ready')).prompt).toBe('ada [ /tmp ]$ ');
    second.take({ type: 'run', id: 1, line: 'echo $x $(f 1) $(cat note)' });
    expect((await second.next('output')).text).toBe('5 f1 note\n');
  });

  it('says when our own code has failed', async () => {
    const { take, next } = openShell();
    take({ type: 'run', id: 1, line: 'true' });
    expect((await next('failed')).message).toContain('before it was made');
  });
});

describe('a snapshot of another visit', () => {
  it.each([
    ['of a log that was longer', { length: 5 }, 'The lab was begun again, and the shell with it.\n'],
    [
      'that cannot be read',
      { state: 'broken', files: 3 },
      'What was kept of the shell could not be read, so it begins anew.\n',
    ],
  ])('%s is not gone on from', async (_, wrong, says) => {
    const first = openShell();
    first.init();
    first.take({ type: 'run', id: 1, line: 'cd /tmp; x=1' });
    const { snapshot } = await first.next('snapshot');
    const { next, init, take } = openShell();
    init({ ...snapshot, ...wrong } as ShellSnapshot);
    expect((await next('notice')).text).toBe(says);
    expect((await next('ready')).prompt).toBe('ada [ ~ ]$ ');
    take({ type: 'run', id: 1, line: 'echo "[$x]"' });
    expect((await next('output')).text).toBe('[]\n');
  });

  it('of this lab is gone on from', async () => {
    const first = openShell();
    first.init();
    first.take({ type: 'run', id: 1, line: 'cd /tmp' });
    const { snapshot } = await first.next('snapshot');
    const { next, init } = openShell();
    init(snapshot);
    expect((await next('ready')).prompt).toBe('ada [ /tmp ]$ ');
  });
});

describe('files over messages', () => {
  it('puts a file into the home folder, and hands it back', async () => {
    const { take, next, init } = openShell();
    init();
    take({ type: 'upload', id: 1, name: 'a/b.txt', content: new TextEncoder().encode('text') });
    expect(await next('uploaded')).toEqual({ type: 'uploaded', id: 1, path: '/home/ada/a_b.txt' });
    take({ type: 'read', id: 2, path: '~/a_b.txt' });
    expect(await next('file')).toMatchObject({ id: 2, name: 'a_b.txt', content: new TextEncoder().encode('text') });
    take({ type: 'read', id: 3, path: 'nope' });
    expect(await next('file')).toEqual({ type: 'file', id: 3 });
  });
});

describe('the host over a port', () => {
  it('rejects what has failed at the other end', async () => {
    const channel = tenantPort(new FakeHost());
    channels.push(channel);
    await expect(hostOver(channel.port2).signIn('noor')).rejects.toThrow('a bug over there');
  });

  it('tells answers apart that come in another order', async () => {
    const waiting: ((body: string) => void)[] = [];
    const host = new FakeHost(() => new Promise((resolve) => waiting.push((body) => resolve({ body }))));
    const channel = tenantPort(host);
    channels.push(channel);
    const over = hostOver(channel.port2);
    const both = [over.send({ method: 'GET', url: 'a' }), over.send({ method: 'GET', url: 'b' })];
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    waiting[1]?.('second');
    waiting[0]?.('first');
    expect((await Promise.all(both)).map(({ body }) => body)).toEqual(['first', 'second']);
  });
});
