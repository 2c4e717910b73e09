// Plain JavaScript: which browser the tests use, and how it is started.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { exitCode, start } from './run.mjs';

/** Arguments for a quiet browser without a window, that reaches out to nobody by itself. */
export const launchArgs = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

const installed = () => {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const places = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return places.filter(Boolean).map((place) => join(place, 'Google/Chrome/Application/chrome.exe'));
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
};

/** A file of that name may still be a stub that asks for a snap; so it is asked for its version (on Windows that opens a window). */
const runs = (path) =>
  existsSync(path) &&
  (process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0);

const playwrightsOwn = async () => {
  try {
    const { chromium } = await import('playwright');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
};

/** Path of a browser that is already on this machine: CHROME_PATH, an installed Chrome or Chromium, Playwright's. Else undefined. */
export const findBrowser = async () => {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return runs(chosen) ? chosen : undefined;
  return [...installed(), await playwrightsOwn()].find((path) => path !== undefined && runs(path));
};

const download = () => {
  console.error('No Chrome or Chromium is installed; downloading one (playwright install chromium) ...');
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' };
  return exitCode(
    start('playwright', ['install', '--no-shell', 'chromium'], { env, timeout: 600_000, stdio: ['ignore', 2, 2] }),
  );
};

const fromDistribution = () => {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  console.error('Installing the package of the distribution (apt-get install chromium) ...');
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
};

/** As findBrowser, but fetches one where there is none. Throws an Error with a sentence for the reader where that fails. */
export const ensureBrowser = async () => {
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (process.env.CHROME_PATH)
    throw new Error(`CHROME_PATH is ${process.env.CHROME_PATH}, which is not a browser that starts.`);
  await download();
  const downloaded = await findBrowser();
  if (downloaded !== undefined) return downloaded;
  fromDistribution();
  const packaged = await findBrowser();
  if (packaged !== undefined) return packaged;
  throw new Error(
    'The browser tests need Chrome or Chromium, and none could be found, downloaded or installed. ' +
      'Install one, or set CHROME_PATH to the program.',
  );
};
