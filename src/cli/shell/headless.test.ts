import { describe, expect, it } from 'vitest';
import { FakeHost } from './fake-host.ts';
import { runScript } from './headless.ts';

describe('a script', () => {
  it('sends its requests through the host, in order, and gives back what they print', async () => {
    const host = new FakeHost();
    const result = await runScript(
      'a=$(curl -s https://a.example/x)\ncurl -s -X POST -H \'X-A: b\' -d "got=$a" https://b.example/y',
      host,
    );
    expect(result).toEqual({ exitCode: 0, stdout: 'answer 2', stderr: '' });
    expect(host.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', 'https://a.example/x', undefined],
      ['POST', 'https://b.example/y', 'got=answer 1'],
    ]);
    expect(host.requests[1]?.headers).toMatchObject({
      'x-a': 'b',
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('stops at the first command that fails, and says on which line', async () => {
    const host = new FakeHost();
    const { exitCode, stdout, stderr } = await runScript('# a note\necho one\n\nfalse\necho two\n', host);
    expect([exitCode, stdout]).toEqual([1, 'one\n']);
    expect(stderr).toBe('line 4: false\nThe script stopped there with exit code 1.\n');
  });

  it('names the first line of a command that has several', async () => {
    const { stderr } = await runScript('echo a\naz nothing \\\n  --such thing\n', new FakeHost());
    expect(stderr).toContain('line 2: az nothing \\ ...\n');
  });

  it('keeps $? and set +e as they are between lines', async () => {
    const { exitCode, stdout } = await runScript(
      'set +e\n(exit 3)\necho $?\nfalse || code=$?\necho $code',
      new FakeHost(),
    );
    expect([exitCode, stdout]).toEqual([0, '3\n1\n']);
  });

  it('runs nothing of a script with a mistake of grammar', async () => {
    const host = new FakeHost();
    const { exitCode, stdout, stderr } = await runScript('curl -s https://a.example\nif true; then\n  echo a\n', host);
    expect([exitCode, stdout, host.requests]).toEqual([2, '', []]);
    expect(stderr).toMatch(/syntax error/);
  });

  it('moves the virtual clock by sleep, and tells its time by date', async () => {
    const host = new FakeHost();
    const { stdout } = await runScript('date -u +%FT%TZ; sleep 600; date -u +%FT%TZ; sleep 1h; date -u +%T', host);
    expect(stdout).toBe('2026-03-02T08:00:00Z\n2026-03-02T08:10:00Z\n09:10:00\n');
    expect(host.waits).toEqual([600_000, 3_600_000]);
  });

  it('bounds loops, and says so in plain words', async () => {
    const { exitCode, stderr } = await runScript('while true; do :; done', new FakeHost());
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('the while loop was stopped after 10000 rounds');
    expect(stderr).not.toContain('executionLimits');
  });

  it('reads here-documents as they stand', async () => {
    const { stdout } = await runScript(
      'cat <<\'END\' > role.json\n  {\n    "a": 1\n  }\nEND\ncat role.json',
      new FakeHost(),
    );
    expect(stdout).toBe('  {\n    "a": 1\n  }\n');
  });
});
