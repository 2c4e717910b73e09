import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exitCode, root, start } from '#tools/run.mjs';
import { lessonPath, openLab } from './lesson.ts';
import { allStored, openLog } from './log.ts';
import { switchIdentityOn } from './mouse.ts';
import { useSite } from './site.ts';

const base = '/some/sub/path';
const folder = join(root, '.cache', 'sub-path-site');

beforeAll(async () => {
  const env = { BASE_PATH: base, OUT_DIR: folder };
  expect(
    await exitCode(start('node', [join(root, 'src/tools/build.mjs')], { env, stdio: ['ignore', 'ignore', 2] })),
  ).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const site = useSite({ folder: () => folder, base });

it('works from a folder of any static host, and without the network once it was visited', async () => {
  const page = await openLab(site, { offline: true });
  expect(new URL(page.url()).pathname).toBe(`${base}/${lessonPath}`);
  await switchIdentityOn(page);
  await site.state(page, 'sub-path: identity on');
  await openLog(page);
  await allStored(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await site.stop();
  await page.reload();
  await openLog(page);
  await page.getByRole('tab', { name: 'Cloud Shell' }).click();
  await page.locator('.xterm-rows').getByText(']$').first().waitFor();
  await page.getByRole('link', { name: 'Course' }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${base}/course/`);
});
