import { describe, expect, it } from 'vitest';
import { FakeHost } from '../fake-host.ts';
import { runScript } from '../headless.ts';

const nobody = (why: string) => new FakeHost(() => ({ status: 0, body: why }));

const failures = [
  ['curl https://x.example/a', 'Could not resolve host: x.example', 6, 'curl: (6) Could not resolve host: x.example\n'],
  ['curl -s https://x.example/a', 'Could not resolve host: x.example', 6, ''],
  [
    'curl -sS https://x.example/a',
    'Could not resolve host: x.example',
    6,
    'curl: (6) Could not resolve host: x.example\n',
  ],
  [
    'curl -sSf http://x.example:8080',
    'connection refused',
    7,
    'curl: (7) Failed to connect to x.example port 8080 after 0 ms: Could not connect to server\n',
  ],
] as const;

describe('curl where nobody answers', () => {
  it.each(failures)('%s (%s)', async (line, why, exitCode, stderr) => {
    const result = await runScript(`set +e\n${line}\n`, nobody(why));
    expect([result.exitCode, result.stdout]).toEqual([exitCode, '']);
    expect(result.stderr.replace(/line 2: .*/s, '')).toBe(stderr);
  });
});

const mistakes = [
  ['curl', 2, 'curl: (2) no URL specified\n'],
  ["curl 'ht tp://x'", 3, 'curl: (3) URL rejected: Malformed input to a URL function\n'],
  ['curl ftp://a.example', 1, 'curl: (1) Protocol "ftp" not supported\n'],
  ['curl https://', 3, 'curl: (3) URL rejected: No host part in the URL\n'],
] as const;

describe('curl that is called wrongly', () => {
  it.each(mistakes)('%s', async (line, exitCode, stderr) => {
    const host = new FakeHost();
    const result = await runScript(line, host);
    expect([result.exitCode, result.stderr.replace(/line 1: .*/s, ''), host.requests]).toEqual([exitCode, stderr, []]);
  });
});

describe('curl that is answered', () => {
  it('fails on a status only when told to', async () => {
    const host = new FakeHost(() => ({ status: 403, body: 'no' }));
    const { stdout } = await runScript('curl -s https://x.example; echo; curl -sf https://x.example || echo $?', host);
    expect(stdout).toBe('no\n22\n');
  });

  it('follows a redirect only with -L', async () => {
    const host = new FakeHost(({ url }) =>
      url.endsWith('/a') ? { status: 302, headers: { location: '/b' }, body: 'moved' } : { body: 'there' },
    );
    const { stdout } = await runScript('curl -s https://x.example/a; echo; curl -sL https://x.example/a', host);
    expect(stdout).toBe('moved\nthere');
    expect(host.requests.map(({ url }) => url.slice(-2))).toEqual(['/a', '/a', '/b']);
  });

  it('shows status and headers', async () => {
    const host = new FakeHost(() => ({ status: 201, headers: { 'x-a': 'b' }, body: 'grün' }));
    const { stdout } = await runScript("curl -s -o out -w '%{http_code}\\n' https://x.example; cat out", host);
    expect(stdout).toBe('201\ngrün');
    expect((await runScript('curl -si https://x.example', host)).stdout).toBe(
      'HTTP/1.1 201 Created\r\nx-a: b\r\n\r\ngrün',
    );
  });
});
