import { expect, it } from 'vitest';
import { FakeHost } from '../fake-host.ts';
import { ShellSession } from '../session.ts';

async function run(line: string): Promise<{ shown: string; offered: string[] }> {
  const offered: string[] = [];
  let shown = '';
  const session = new ShellSession(new FakeHost(), {
    write: (_, text) => void (shown += text),
    offer: (name, content) => void offered.push(`${name} ${new TextDecoder().decode(content)}`),
  });
  await session.start();
  await session.run(line);
  return { shown, offered };
}

it.each([
  [
    'openssl rand -hex 4; echo $?',
    'bash: openssl: it is not here. base64, sha256sum and jq are; random bytes come from /dev/urandom.\n127\n',
  ],
  ["trap 'rm x' EXIT", 'bash: trap: signals cannot be caught here. Tidy up at the end of the script.\n'],
  ['vi script.sh', "bash: vi: there is no editor here. Write a file by cat > NAME <<'END', or upload one.\n"],
  ['python3 -c 1', 'bash: python3: no programs of that language run here. Use bash, az and jq.\n'],
  ['az --version > v & wait', 'bash: &: there are no background jobs here, so the command runs to its end at once.\n'],
  ['yes | head -n 2', 'y\ny\n'],
  ['yes no | tail -n 1', 'yes: stopped after 10000 lines\n'],
  ['head -c 8 /dev/urandom | wc -c; head -c 3 /dev/zero | base64', '8\nAAAA\n'],
  ['seq 1 1000000 | wc -l', 'bash: seq was stopped after 10000 rounds, which is all that this shell allows.\n'],
  ['a=a; while :; do a=$a$a; done', 'bash: the line was stopped: a text may have 64 MB here.\n'],
  [
    `: '${'x'.repeat(1_100_000)}'`,
    'bash: the command has 1 MB; up to 977 KB can be typed or pasted. Upload it as a file.\n',
  ],
  ['t=$(mktemp); echo 1 > $t; less $t; uname; hostname', '1\nLinux\ncloudshell\n'],
  ['nosuch', 'bash: nosuch: command not found\n'],
])('line %#', async (line, says) => {
  expect((await run(line)).shown).toBe(says);
});

it('hands files to the browser by `download`, and says which are none', async () => {
  expect(await run('echo hi > a; mkdir d; download a d nope')).toEqual({
    shown: 'download: d: Is a directory\ndownload: nope: No such file or directory\n',
    offered: ['a hi\n'],
  });
});
