import { describe, expect, it } from 'vitest';
import { FakeHost } from './fake-host.ts';
import { ShellSession, type ShellSnapshot } from './session.ts';
import cases from './session.cases.json' with { type: 'json' };

/** An answer that, as a worker's, leaves time for other messages. */
const soon = <T>(answer: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(answer)));

/** A session and everything that it has shown, stderr in angle brackets. */
async function open(host = new FakeHost(), snapshot?: ShellSnapshot) {
  const shown: string[] = [];
  const write = (stream: string, text: string) => shown.push(stream === 'stderr' ? `<${text}>` : text);
  const session = new ShellSession(host, {
    write,
    ask: (question) => Promise.resolve(question.includes('sure') ? 'y' : ''),
  });
  await session.start(snapshot);
  const run = async (line: string): Promise<string> => {
    shown.length = 0;
    await session.run(line);
    return shown.join('');
  };
  return { session, run, shown, host };
}

describe.each(cases)('$says', ({ lines }) => {
  it('says what bash says', async () => {
    const { run } = await open();
    const said: [string, string][] = [];
    for (const [line = ''] of lines) said.push([line, await run(line)]);
    expect(said).toEqual(lines);
  });
});

describe('a session', () => {
  it('has the prompt of whoever is signed in, and of where it is', async () => {
    const { session, run } = await open();
    expect(session.prompt).toBe('ada [ ~ ]$ ');
    await run('mkdir -p a/b; cd a/b');
    expect(session.prompt).toBe('ada [ ~/a/b ]$ ');
    await run('cd /tmp');
    expect(session.prompt).toBe('ada [ /tmp ]$ ');
  });

  it('shows output while the line still runs', async () => {
    const seen: string[] = [];
    const { run, shown } = await open(
      new FakeHost(() => {
        seen.push(shown.join(''));
        return { body: 'answer\n' };
      }),
    );
    await run('echo first; for i in 1 2; do echo $i; curl -s https://a.example; done');
    expect(seen).toEqual(['first\n1\n', 'first\n1\nanswer\n2\n']);
  });

  it('starts anew by exit, and keeps the files', async () => {
    const { session, run } = await open();
    await run('x=1; echo kept > note; cd /tmp');
    expect(await session.run('echo a; exit 7; echo b')).toEqual({ exitCode: 7, exited: true });
    expect([session.prompt, await run('echo "[$x]"; cat note')]).toEqual(['ada [ ~ ]$ ', '[]\nkept\n']);
  });

  it('ends under set -e with the command that fails', async () => {
    const { session } = await open();
    await session.run('set -e');
    expect(await session.run('false; echo not reached')).toEqual({ exitCode: 1, exited: true });
  });

  it('runs several lines one by one, whatever is wrong with a later one', async () => {
    const { run } = await open();
    expect(await run('echo one\nfor i in 1 2; do\n  echo $i\ndone\necho )\necho two')).toBe(
      "one\n1\n2\n<bash: syntax error near unexpected token `)'\n>two\n",
    );
  });

  it('moves the virtual clock by sleep and waits for nothing', async () => {
    const { run, host } = await open();
    expect(await run('date +%T; sleep 90; date +%T')).toBe('08:00:00\n08:01:30\n');
    expect(host.waits).toEqual([90_000]);
  });
});

describe('Ctrl+C', () => {
  it('ends a line that waits for the tenant, and keeps what was set before', async () => {
    const { session, run, host } = await open(new FakeHost(() => new Promise(() => undefined)));
    const running = session.run('before=1; cd /tmp; curl -s https://a.example; echo not reached');
    while (host.requests.length === 0) await Promise.resolve();
    session.interrupt();
    expect(await running).toEqual({ exitCode: 130, exited: false });
    expect(await run('echo $? $before $PWD')).toBe('130 1 /tmp\n');
  });

  it('ends a loop around az, and sends nothing more', async () => {
    const { session, host } = await open(new FakeHost(() => soon({ status: 500, body: '' })));
    const running = session.run('while true; do az group list; sleep 1; done');
    while (host.requests.length < 3) await new Promise((resolve) => setImmediate(resolve));
    session.interrupt();
    expect((await running).exitCode).toBe(130);
    const sent = host.requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(host.requests.length).toBe(sent);
  });
});

describe('a snapshot', () => {
  it('brings variables, functions, folder, options, files and account to another worker', async () => {
    const first = await open();
    await first.run(
      'x="a b"; export E=1; arr=(1 "2 3"); declare -A m; m[k]=v; f() { echo "f:$1"; }; shopt -s nullglob',
    );
    await first.run("mkdir -p ~/d; cd ~/d; echo ü > 'my file'; ln -s 'my file' link; chmod +x 'my file'; (exit 3)");
    const snapshot = structuredClone(await first.session.snapshot());
    const second = await open(new FakeHost(), snapshot);
    expect(second.session.prompt).toBe('ada [ ~/d ]$ ');
    expect(
      await second.run(
        'echo $? "$x" "${arr[1]}" "${m[k]}" $(f 1) *.none; cat link; printenv E; test -x "my file" && echo x',
      ),
    ).toBe('3 a b 2 3 v f:1\nü\n1\nx\n');
  });

  it('does not change with the session that it was taken of', async () => {
    const { session, run } = await open();
    const snapshot = await session.snapshot();
    await run('x=1');
    expect(snapshot.state.variables.some(([name]) => name === 'x')).toBe(false);
  });
});
