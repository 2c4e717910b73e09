// The Cloud Shell in Chromium, on the built site (`npm run build` comes first; SITE_FOLDER names another folder).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type CDPSession, type Page } from 'playwright';
import { gzipSync } from 'node:zlib';
import { ensureBrowser, launchArgs } from '#tools/browser.mjs';
import { root } from '#tools/run.mjs';
import { serveStatic } from '#tools/static-server.mjs';
import { endless, interruptAfter } from '../e2e/shell-timing.ts';
import type { Bench } from './run.ts';

const folder = process.env['SITE_FOLDER'] ?? join(root, 'dist');
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

const prompt = (page: Page) =>
  page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => (row.textContent ?? '').trimEnd());
    return / \]\$$/.test(rows.filter(Boolean).at(-1) ?? '');
  });

/** From a key to the frame in which its letter stands on the screen, for each of so many keys, ms. */
async function echo(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const noted: number[] = [];
    Object.assign(window, { echoed: noted });
    const shown = () => document.querySelector('.xterm-rows')?.textContent ?? '';
    addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        const before = shown();
        const seen = new MutationObserver(() => {
          if (shown() === before) return;
          seen.disconnect();
          noted.push(performance.now() - began);
        });
        const rows = document.querySelector('.xterm-rows');
        if (rows) seen.observe(rows, { childList: true, subtree: true, characterData: true });
      },
      { capture: true },
    );
  });
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('x');
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => (window as unknown as { echoed: number[] }).echoed);
}

/** What the page's own code works for one key, ms: everything but waiting for the next frame, of which there are 60 a second. */
async function workOf(session: CDPSession, keys: number, press: () => Promise<unknown>): Promise<number> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await press();
  const { profile } = await session.send('Profiler.stop');
  const waits = new Set(['(idle)', '(program)', '(root)']);
  const working = new Set(
    profile.nodes.filter(({ callFrame }) => !waits.has(callFrame.functionName)).map(({ id }) => id),
  );
  const deltas = profile.timeDeltas ?? [];
  const spent = (profile.samples ?? []).reduce((sum, id, at) => sum + (working.has(id) ? (deltas[at] ?? 0) : 0), 0);
  return spent / 1000 / keys;
}

/** From Enter to the next prompt, ms. */
async function run(page: Page, line: string): Promise<number> {
  await page.keyboard.type(`clear; ${line}`);
  await page.evaluate(() => {
    const timing = { began: 0, ended: 0, dark: false };
    Object.assign(window, { timing });
    addEventListener('keydown', () => (timing.began = performance.now()), { capture: true, once: true });
    const tick = () => {
      const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => (row.textContent ?? '').trimEnd());
      const last = rows.filter(Boolean).at(-1) ?? '';
      if (timing.began > 0 && / \]\$$/.test(last) && !last.includes('clear;')) timing.ended = performance.now();
    };
    const rows = document.querySelector('.xterm-rows');
    if (rows)
      new MutationObserver(() => timing.ended === 0 && tick()).observe(rows, {
        childList: true,
        subtree: true,
        characterData: true,
      });
  });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => (window as unknown as { timing: { ended: number } }).timing.ended > 0);
  return page.evaluate(() => {
    const { timing } = window as unknown as { timing: { began: number; ended: number } };
    return timing.ended - timing.began;
  });
}

export const rows: Bench = async () => {
  if (!existsSync(folder)) return [{ what: 'the shell in Chromium', value: 'not measured: the site is not built' }];
  const server = await serveStatic({ folder, base: '/' });
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArgs });
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    const loaded: { url: string; bytes: number }[] = [];
    page.on('response', (response) => {
      void response.body().then(
        (body) => loaded.push({ url: response.url(), bytes: gzipSync(body, { level: 9 }).length }),
        () => undefined,
      );
    });
    await page.goto(`${server.url}lessons/first-identity/`);
    await page.getByRole('button', { name: 'Open the lab' }).click();
    await page.getByRole('tabpanel', { name: 'Portal' }).getByRole('heading', { name: 'Home' }).waitFor();
    await page.waitForTimeout(1000);
    const before = loaded.length;
    const began = performance.now();
    await page.getByRole('tab', { name: 'Cloud Shell' }).click();
    await prompt(page);
    const opened = performance.now() - began;
    await page.waitForTimeout(500);
    const size = loaded.slice(before).reduce((sum, { bytes }) => sum + bytes, 0);
    await run(page, 'az group list -o none');
    const lists: number[] = [];
    for (let round = 0; round < 25; round += 1) lists.push(await run(page, 'az group list -o none'));
    const held = [];
    for (const [says, line] of endless) {
      await run(page, 'true');
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
      held.push({ says, ...(await interruptAfter(page, 400)) });
    }
    const worst = held.reduce((most, one) => (one.untilPrompt > most.untilPrompt ? one : most));
    const pause = held.reduce((most, one) => (one.longestPause > most.longestPause ? one : most));
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const echoed = await echo(page, 40);
    const worked = await workOf(session, 40, () => echo(page, 40));
    return [
      { what: 'shell: transferred when it is opened, nothing before (gz)', value: `${(size / 1024).toFixed(0)} KB` },
      { what: 'shell: from the click to the first prompt', value: ms(opened) },
      {
        what: 'shell: key to letter on the screen, slowed 4 times, with the wait for a frame, median (worst)',
        value: `${ms(median(echoed))} (${ms(Math.max(...echoed))})`,
      },
      { what: 'shell: the page’s own work for a typed letter, slowed 4 times, mean', value: ms(worked) },
      { what: 'shell: az group list in Chromium, Enter to prompt, median', value: ms(median(lists)) },
      {
        what: 'shell: Ctrl+C to prompt, median of endless commands',
        value: ms(median(held.map(({ untilPrompt }) => untilPrompt))),
      },
      { what: `shell: Ctrl+C to prompt, worst (${worst.says})`, value: ms(worst.untilPrompt) },
      { what: `shell: longest pause of the page meanwhile (${pause.says})`, value: ms(pause.longestPause) },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
};
