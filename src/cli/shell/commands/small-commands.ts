import { defineCommand, type Command } from 'just-bash/browser';
import { helpText } from './help-text.ts';

type Run = (args: readonly string[], env: ReadonlyMap<string, string>) => string;

const says = (name: string, run: Run): Command =>
  defineCommand(name, async (args, { env }) => Promise.resolve({ stdout: run(args, env), stderr: '', exitCode: 0 }));

/** Functions that stand in for builtins of just-bash, which no command of ours could hide. */
export const standIns = 'help() { __lab_help "$@"; }\nhistory() { __lab_history "$@"; }';

/** The lines typed so far, as `history` numbers them. */
function listed(lines: readonly string[], count: number): string {
  const first = Math.max(0, lines.length - count);
  return lines
    .slice(first)
    .map((line, at) => `${String(first + at + 1).padStart(5)}  ${line}\n`)
    .join('');
}

/** What `uname` says of this kernel, by its letters. */
function uname(args: readonly string[], host: string): string {
  const parts: [letter: string, says: string][] = [
    ['s', 'Linux'],
    ['n', host],
    ['r', '5.15.0-1089-azure'],
    ['v', '#1 SMP'],
    ['m', 'x86_64'],
    ['o', 'GNU/Linux'],
  ];
  const wanted = args.join('').replaceAll('-', '') || 's';
  const all = wanted.includes('a');
  return `${parts.flatMap(([letter, word]) => (all || wanted.includes(letter) ? [word] : [])).join(' ')}\n`;
}

const identity = (user: string): string => {
  const number = user === 'root' ? 0 : 1000;
  return `uid=${number}(${user}) gid=${number}(${user}) groups=${number}(${user})\n`;
};

/** Commands of the shell that need nothing from the tenant. `history` is the list of what was typed, the latest last. */
export const smallCommands = (history: string[], host = 'cloudshell'): Command[] => [
  says('__lab_help', () => helpText),
  says('__lab_history', ([given]) => {
    if (given === '-c') history.length = 0;
    return listed(history, /^\d+$/.test(given ?? '') ? Number(given) : history.length);
  }),
  // Home, clear the screen, forget what has scrolled away.
  says('clear', () => '\u001b[H\u001b[2J\u001b[3J'),
  says('hostname', () => `${host}\n`),
  says('uname', (args) => uname(args, host)),
  says('id', (_, env) => identity(env.get('USER') ?? 'user')),
  says('whoami', (_, env) => `${env.get('USER') ?? 'user'}\n`),
];
