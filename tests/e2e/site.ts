import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ensureBrowser, launchArgs } from '#tools/browser.mjs';
import { root } from '#tools/run.mjs';
import { serveStatic } from '#tools/static-server.mjs';
import { expectGood, tellPolicy, watch } from './guard.ts';

export { axeFindings } from './guard.ts';

/** SITE_FOLDER: another build than dist/, for instance while dist/ is being renewed. */
const dist = process.env.SITE_FOLDER ?? join(root, 'dist');

/** The built site in a browser. Every page that is opened here must end without an error, a failed policy or a stray request. */
export interface Site {
  url(path?: string): string;
  /** A fresh browser profile. The service worker is kept out unless asked for: it would blur what a first visit loads. */
  profile(options?: BrowserContextOptions): Promise<BrowserContext>;
  open(context: BrowserContext, path: string): Promise<Page>;
  /** Looks at a page in a state that a journey has reached: no complaint so far, axe finds nothing, no sideways scroll. */
  state(page: Page, name: string): Promise<void>;
  /** Ends the server: from now on the site is what the browser has kept of it. */
  stop(): Promise<void>;
  /** What pages have complained about since the last test. */
  complaints: string[];
}

/** Starts server and browser for a test file; each test must leave no complaint. */
export const useSite = ({ folder = () => dist, base = '/' } = {}): Site => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveStatic>>;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    server = await serveStatic({ folder: folder(), base });
    browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArgs });
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const url = (path = '') => server.url + path;
  return {
    url,
    complaints,
    async profile(options) {
      const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(20_000);
      await tellPolicy(context);
      contexts.push(context);
      return context;
    },
    async open(context, path) {
      const page = await context.newPage();
      watch(page, server.url, complaints, path);
      await page.goto(url(path));
      return page;
    },
    stop: () => server.close(),
    state: (page, name) => expectGood(page, complaints, name),
  };
};
