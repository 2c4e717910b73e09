import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Deviation } from '#kernel/deviation.ts';
import { root } from '#tools/run.mjs';
import { flowOf, lessonPath, openLesson, portalOf, tab } from './lesson.ts';
import { useSite } from './site.ts';

const site = useSite();
const prose = ['', 'course/', 'about/', 'deviations/', '404.html'];
const kb = 1024;

/** Bytes of a file as it travels. */
const travels = async (url: string): Promise<number> => {
  const { headers } = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
  return Number(headers.get('content-length'));
};
const isScript = (url: string): boolean => /\.m?js$/.test(new URL(url).pathname);

/** Addresses of the scripts that a page has asked for, workers' own included. */
const scriptsOf = (page: Page): (() => string[]) => {
  const seen = new Set<string>();
  page.context().on('request', (request) => isScript(request.url()) && seen.add(request.url()));
  return () => [...seen];
};

const report = (rows: { what: string; bytes: number; limit?: number }[]): void =>
  console.log(
    [
      'KB gz   limit',
      ...rows.map(
        ({ what, bytes, limit }) =>
          `${(bytes / kb).toFixed(1).padStart(6)}  ${limit ? String(limit / kb).padStart(5) : '     '}  ${what}`,
      ),
    ].join('\n'),
  );

describe('what is loaded', () => {
  it.each(prose)('/%s asks for no script at all', async (path) => {
    const context = await site.profile();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(`${request.resourceType()} ${request.url()}`));
    const page = await site.open(context, path);
    await page.waitForLoadState('networkidle');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((line) => /^script|\.m?js$/.test(line))).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
  });

  it('on the page of a lesson is little before the tenant is opened, and the rest comes on demand', async () => {
    const page = await openLesson(site);
    await page.waitForLoadState('networkidle');
    const first = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ name, encodedBodySize }) => ({ name, encodedBodySize })),
    );
    expect(first.length).toBeGreaterThan(0);
    const lesson = first.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);

    const scripts = scriptsOf(page);
    const known = new Set<string>();
    const since = async (): Promise<number> => {
      await page.waitForLoadState('networkidle');
      const fresh = scripts().filter((url) => !known.has(url));
      fresh.forEach((url) => known.add(url));
      return (await Promise.all(fresh.map(travels))).reduce((sum, bytes) => sum + bytes, 0);
    };
    const rows = [{ what: 'a lesson, before its tenant is opened', bytes: lesson, limit: 120 * kb }];
    await page.getByRole('button', { name: 'Open the lab' }).click();
    await portalOf(page).getByRole('heading', { name: 'Home' }).waitFor();
    rows.push({ what: 'opening the tenant: workbench, engine, lab, portal', bytes: await since(), limit: 700 * kb });
    const { file } = JSON.parse(readFileSync(join(root, 'src/public/engine/engine.json'), 'utf8')) as { file: string };
    rows.push({
      what: 'of which the engine, with its roles',
      bytes: await travels(site.url(`engine/${file}`)),
      limit: 384 * kb,
    });
    await tab(page, 'Token flow').click();
    await flowOf(page).getByRole('region', { name: 'Requests' }).waitFor();
    rows.push({ what: 'the token flow', bytes: await since(), limit: 120 * kb });
    await tab(page, 'Cloud Shell').click();
    await page.locator('.xterm-rows').waitFor();
    rows.push({ what: 'the shell', bytes: await since(), limit: 700 * kb });
    report(rows);
    for (const { what, bytes, limit } of rows) {
      expect(bytes, what).toBeGreaterThan(0);
      expect(bytes, what).toBeLessThanOrEqual(limit);
    }
    expect(lesson).toBeLessThan(15 * kb);
  });
});

it('the page of deviations shows every row of every register', async () => {
  const registers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === 'deviations.ts')
    .map((path) => join(root, 'src', path));
  const modules = await Promise.all(
    registers.map((path) => import(pathToFileURL(path).href) as Promise<Record<string, Deviation[]>>),
  );
  const rows = modules.flatMap((module) => Object.values(module).flat());
  expect(registers.length).toBeGreaterThanOrEqual(7);
  const page = await site.open(await site.profile(), 'deviations/');
  const shown = await page
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [row.id, ...[...row.children].map(({ textContent }) => textContent.trim())]),
    );
  const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
  expect(shown.map((cells) => cells.map(spaced)).sort()).toEqual(
    rows.map(({ id, title, azure, ours, why }) => [id, title, azure, ours, why].map(spaced)).sort(),
  );
  await page.goto(site.url(lessonPath));
  await page.getByRole('link', { name: 'the register' }).first().click();
  await page.getByRole('heading', { name: 'In real Azure' }).waitFor();
});
