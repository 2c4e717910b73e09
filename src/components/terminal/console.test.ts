import { expect, it } from 'vitest';
import type { FromShell, ToShell } from '#cli/shell/protocol.ts';
import { ShellConsole } from './console.ts';

/** A shell whose lines are scripts of the test: what to say when a line is run. */
const begin = (answers: Record<string, (say: (message: FromShell) => void, id: number) => void> = {}) => {
  let written = '';
  const heard: ToShell[] = [];
  const remembered: (readonly string[])[] = [];
  const makeWorker = () => {
    let listener: (event: { data: FromShell }) => void = () => undefined;
    const say = (data: FromShell) => listener({ data });
    const worker = {
      addEventListener: (type: string, on: typeof listener) => type === 'message' && (listener = on),
      terminate: () => undefined,
      postMessage: (message: ToShell) => {
        heard.push(message);
        if (message.type === 'init') say({ type: 'ready', prompt: '$ ' });
        if (message.type === 'run') (answers[message.line] ?? done)(say, message.id);
        if (message.type === 'complete') say({ type: 'completions', id: message.id, from: 0, candidates: ['echo '] });
      },
    };
    return worker as unknown as Worker;
  };
  const shell = new ShellConsole({
    screen: { write: (text) => (written += text) },
    columns: 80,
    history: [],
    makeWorker,
    port: () => new MessageChannel().port1,
    remember: (history) => remembered.push(history),
  });
  const lines = () => heard.flatMap((message) => (message.type === 'run' ? [message.line] : []));
  return { shell, lines, heard, remembered, text: () => written };
};
const done = (say: (message: FromShell) => void, id: number) =>
  say({ type: 'done', id, exitCode: 0, prompt: '$ ', cwd: '/', exited: false });
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('runs what is typed, shows what comes, and asks again on a line of its own', async () => {
  const { shell, lines, text, remembered } = begin({
    'echo -n a': (say, id) => {
      say({ type: 'output', stream: 'stdout', text: 'one\ntwo' });
      done(say, id);
    },
  });
  shell.type('echo -n a\r');
  await settled();
  expect(lines()).toEqual(['echo -n a']);
  expect(text()).toContain('one\r\ntwo\r\n');
  expect(text().match(/\$ /g)).toHaveLength(2);
  expect(remembered).toEqual([['echo -n a']]);
});

it('keeps what is typed ahead for the next prompt', async () => {
  let finish: () => void = () => undefined;
  const { shell, lines } = begin({ slow: (say, id) => (finish = () => done(say, id)) });
  shell.type('slow\r');
  shell.type('next\r');
  expect(lines()).toEqual(['slow']);
  finish();
  await settled();
  expect(lines()).toEqual(['slow', 'next']);
});

it('interrupts a command with Ctrl+C and drops what was typed ahead', async () => {
  let finish: () => void = () => undefined;
  const { shell, lines, heard } = begin({ slow: (say, id) => (finish = () => done(say, id)) });
  shell.type('slow\r');
  shell.type('dropped\r\u0003');
  expect(heard.at(-1)).toEqual({ type: 'interrupt' });
  finish();
  await settled();
  expect(lines()).toEqual(['slow']);
});

it('lets a question be answered, and given up', async () => {
  const ask = (say: (message: FromShell) => void) => say({ type: 'ask', question: 'Sure? (y/n): ' });
  const { shell, heard } = begin({ risky: ask });
  shell.type('risky\r');
  shell.type('y\r');
  expect(heard.at(-1)).toEqual({ type: 'answer', line: 'y' });
  const other = begin({ risky: ask });
  other.shell.type('risky\r');
  other.shell.type('\u0003');
  expect(other.heard.at(-1)).toEqual({ type: 'interrupt' });
  other.shell.dispose();
});

it('completes with Tab, and what is typed meanwhile comes after it', async () => {
  const { shell, lines } = begin();
  shell.type('ec\t');
  shell.type('hi\r');
  await settled();
  expect(lines()).toEqual(['echo hi']);
});
