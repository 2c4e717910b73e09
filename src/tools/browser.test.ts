import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureBrowser, findBrowser } from './browser.mjs';

let folder: string;
const program = (name: string, exitCode: number) => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantlab-browser-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('takes the browser that CHROME_PATH names', async () => {
  const path = program('my-chrome', 0);
  vi.stubEnv('CHROME_PATH', path);
  expect(await findBrowser()).toBe(path);
});

it('says so where CHROME_PATH names something that does not start, and looks for no other', async () => {
  vi.stubEnv('CHROME_PATH', program('broken', 1));
  expect(await findBrowser()).toBeUndefined();
  await expect(ensureBrowser()).rejects.toThrow('which is not a browser that starts');
});

it('passes over a stub on PATH that does not start', async () => {
  vi.stubEnv('CHROME_PATH', '');
  const stub = program('google-chrome', 1);
  vi.stubEnv('PATH', folder);
  expect(await findBrowser()).not.toBe(stub);
  program('google-chrome', 0);
  expect(await findBrowser()).toBe(stub);
});
