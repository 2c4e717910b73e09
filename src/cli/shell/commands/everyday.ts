import { defineCommand, type Command } from 'just-bash/browser';

/** A loop is stopped after as many rounds. */
const mostLines = 10_000;

const hex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Small programs of every Linux that just-bash has not. Pipes are no streams here, so `yes` comes to an end by itself. */
export const everydayCommands: readonly Command[] = [
  defineCommand('yes', async (args) => {
    const line = `${args.length > 0 ? args.join(' ') : 'y'}\n`;
    const rounds = Math.min(mostLines, Math.ceil((1024 * 1024) / line.length));
    const stdout = `${line.repeat(rounds)}yes: stopped after ${rounds} lines\n`;
    return Promise.resolve({ stdout, stderr: '', exitCode: 0 });
  }),
  defineCommand('uuidgen', async () =>
    Promise.resolve({ stdout: `${crypto.randomUUID()}\n`, stderr: '', exitCode: 0 }),
  ),
  defineCommand('nproc', async () => Promise.resolve({ stdout: '2\n', stderr: '', exitCode: 0 })),
  defineCommand('mktemp', async (args, { fs }) => {
    const path = `/tmp/tmp.${hex(5)}`;
    if (args.includes('-d')) await fs.mkdir(path, { recursive: true });
    else await fs.writeFile(path, '');
    return { stdout: `${path}\n`, stderr: '', exitCode: 0 };
  }),
  ...['less', 'more'].map((name) =>
    defineCommand(name, async (args, { fs, cwd, stdin }) => {
      const files = args.filter((arg) => !arg.startsWith('-'));
      if (files.length === 0) return { stdout: stdin as unknown as string, stderr: '', exitCode: 0 };
      let [stdout, stderr] = ['', ''];
      for (const file of files) {
        const path = fs.resolvePath(cwd, file);
        if (await fs.exists(path)) stdout += await fs.readFile(path);
        else stderr += `${file}: No such file or directory\n`;
      }
      return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
    }),
  ),
];
