import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ensureBrowser, launchArgs } from '#tools/browser.mjs';
import { serveStatic } from '#tools/static-server.mjs';

/** SITE_FOLDER: another build than dist/, for instance while dist/ is being renewed. */
const dist = process.env.SITE_FOLDER ?? fileURLToPath(new URL('../../dist', import.meta.url));
const axe = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url));

/** The built site in a browser. Every page that is opened here must end without an error, a failed policy or a stray request. */
export interface Site {
  url(path?: string): string;
  /** A fresh browser profile. The service worker is kept out unless asked for: it would blur what a first visit loads. */
  profile(options?: BrowserContextOptions): Promise<BrowserContext>;
  open(context: BrowserContext, path: string): Promise<Page>;
  /** What pages have complained about since the last test. */
  complaints: string[];
}

/** Starts server and browser for a test file; each test must leave no complaint. */
export const useSite = (): Site => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveStatic>>;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    server = await serveStatic({ folder: dist });
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
      const context = await browser.newContext({ serviceWorkers: 'block', ...options });
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
        ),
      );
      contexts.push(context);
      return context;
    },
    async open(context, path) {
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
      page.on('console', (message) => message.type() === 'error' && complaints.push(`${path}: ${message.text()}`));
      page.on('request', (request) => {
        if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url))
          complaints.push(`${path}: asked ${request.url()}`);
      });
      await page.goto(url(path));
      return page;
    },
  };
};

/** What axe finds in the page as it stands, as `rule: element`. Fluent's own focus guards are hidden on purpose. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await run.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.filter(({ html }) => !html.includes('data-tabster-dummy')).map(({ html }) => `${id}: ${html.slice(0, 200)}`),
  );
};
