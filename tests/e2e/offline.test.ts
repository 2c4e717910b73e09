import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ensureBrowser, launchArgs } from '#tools/browser.mjs';
import { writeServiceWorker } from '#tools/offline.ts';
import { serveStatic } from '#tools/static-server.mjs';

let browser: Browser;
let page: Page;
let folder: string;
let server: Awaited<ReturnType<typeof serveStatic>>;

/** A site of two pages whose script loads a second one on demand; `word` makes each build a different one. */
const build = (word: string) => {
  rmSync(folder, { recursive: true, force: true });
  const files: Record<string, string> = {
    'index.html': `<!doctype html><title>${word}</title><script type="module" src="_astro/main.${word}.js"></script>`,
    'second/index.html': `<!doctype html><title>second ${word}</title>`,
    [`_astro/main.${word}.js`]: `
      navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' });
      globalThis.later = () => import('./later.${word}.js').then((module) => module.word);`,
    [`_astro/later.${word}.js`]: `export const word = 'later ${word}';`,
    'engine/engine.json': JSON.stringify({ word }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeServiceWorker(folder);
};

const kept = () => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
const versions = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(':pages:')));
const later = () => page.evaluate<string>('later()');
const word = () =>
  page.evaluate(async () => ((await (await fetch('engine/engine.json')).json()) as { word: string }).word);

const keptWord = () =>
  page.evaluate(async () => {
    const found = await caches.match('engine/engine.json');
    return ((await found?.json()) as { word: string } | undefined)?.word;
  });

/** The worker of a new build takes over by itself; resolved when the page is governed by it. */
const update = () =>
  page.evaluate(async () => {
    const changed = new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
    );
    await (await navigator.serviceWorker.getRegistration())?.update();
    await changed;
  });

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArgs });
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantlab-offline-'));
  build('one');
  server = await serveStatic({ folder, base: '/course/' });
  page = await browser.newPage();
  await page.goto(server.url);
  await kept();
});
afterEach(async () => {
  await page.context().close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('shows every page and loads every part without a network, once one page was visited', async () => {
  await server.close();
  await page.goto(`${server.url}second/`);
  expect(await page.title()).toBe('second one');
  await page.goto(`${server.url}?from=link`);
  expect(await page.title()).toBe('one');
  expect(await later()).toBe('later one');
  expect(await word()).toBe('one');
});

it('shows a new build at the first reload, and keeps that one for offline use', async () => {
  build('two');
  await page.reload();
  expect(await page.title()).toBe('two');
  expect(await later()).toBe('later two');
  expect(await word()).toBe('two');
  // The browser looks for a new worker some time after the page has loaded.
  await expect.poll(keptWord, { timeout: 30_000 }).toBe('two');
  await expect.poll(versions).toHaveLength(1);
  await server.close();
  await page.goto(server.url);
  expect(await page.title()).toBe('two');
});

it('lets a page that is still open from the build before load its parts', async () => {
  build('two');
  await update();
  expect(await page.title()).toBe('one');
  expect(await later()).toBe('later one');
});
