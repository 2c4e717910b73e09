import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findNode, isNewEnough, passSignals, root } from './run.mjs';

const wrapper = join(root, 'src/tools/run.mjs');
const run = (...args: string[]) => spawnSync(process.execPath, [wrapper, ...args], { encoding: 'utf8' });

it.each([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s runs TypeScript: %s', (version, answer) => {
  expect(isNewEnough(version)).toBe(answer);
});

describe('the wrapper', () => {
  it('runs a file with a Node that is new enough, first on PATH', () => {
    const script = 'console.log(process.versions.node, process.env.PATH.split(require("node:path").delimiter)[0])';
    const { stdout, status } = run('node', '-e', script);
    expect(status).toBe(0);
    const [version = '', folder = ''] = stdout.trim().split(' ');
    expect(isNewEnough(version)).toBe(true);
    expect(findNode()?.startsWith(folder)).toBe(true);
  });

  it('passes the exit code on', () => {
    expect(run('node', '-e', 'process.exit(7)').status).toBe(7);
  });

  it('runs the bin of a package', () => {
    expect(run('tsc', '--version').stdout).toMatch(/^Version 6\./);
  });

  it('says which tool is missing, with exit code 3', () => {
    const { status, stderr, stdout } = run('no-such-tool');
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('no-such-tool is not installed');
  });

  it('refuses to be called without a tool, with exit code 2', () => {
    expect(run().status).toBe(2);
  });
});

it('passes signals on to a child while it runs, and no longer', async () => {
  const before = process.listenerCount('SIGHUP');
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1e6)']);
  passSignals(child);
  await once(child.stdout, 'data');
  process.emit('SIGHUP', 'SIGHUP');
  expect(await once(child, 'close')).toEqual([null, 'SIGHUP']);
  expect(process.listenerCount('SIGHUP')).toBe(before);
});
