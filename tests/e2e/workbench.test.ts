import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { focused } from './keyboard.ts';
import { lessonPath as path, portalOf } from './lesson.ts';
import { allStored, openLog } from './log.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

const openLab = async (page: Page) => {
  await page.getByRole('button', { name: /Open the lab|Continue/ }).click();
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('button', { name: 'Everything' }).waitFor();
};
const lesson = async (context: BrowserContext) => {
  const page = await site.open(context, path);
  await openLab(page);
  return page;
};
const portalIsThere = (page: Page) => portalOf(page).getByText('app-web', { exact: true }).waitFor();

describe('the lab in the page', () => {
  it('offers the way back when a file of it does not arrive, and when the store was damaged', async () => {
    const page = await site.open(await site.profile(wide), path);
    await page.route('**/engine/engine-*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Open the lab' }).click();
    await page.getByRole('heading', { name: 'The lab could not be loaded' }).waitFor();
    site.complaints.splice(0);
    await page.unroute('**/engine/engine-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await portalIsThere(page);
    await openLog(page);
    await allStored(page);
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('tenantlab');
          opening.onsuccess = () => {
            const write = opening.result.transaction('entries', 'readwrite');
            write.objectStore('entries').put('{"seq":1}', ['first-identity', 1]);
            write.oncomplete = () => {
              opening.result.close();
              done();
            };
          };
        }),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'The stored log cannot be opened' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the log' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('entry 1 ');
    await page.getByRole('button', { name: 'Start the lab afresh' }).click();
    await page.getByRole('button', { name: 'Start afresh', exact: true }).click();
    await page.getByRole('tab', { name: 'Log' }).waitFor();
  });

  it('goes back and forth, asks before it resets, and shows hints step by step', async () => {
    const page = await lesson(await site.profile(wide));
    const clock = page.locator('.clock time');
    const begun = await clock.innerText();
    await page.getByRole('button', { name: '+1 h' }).click();
    await expect.poll(() => clock.innerText()).not.toBe(begun);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => clock.innerText()).toBe(begun);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => clock.innerText()).not.toBe(begun);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Reset the tenant' }).click();
    await expect.poll(() => clock.innerText()).toBe(begun);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => clock.innerText()).not.toBe(begun);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => clock.innerText()).toBe(begun);
    for (const step of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${step} of 3` }).click();
    await expect.poll(() => page.getByRole('list', { name: 'Hints' }).getByRole('listitem').count()).toBe(3);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('0 of 4 tasks are done.').waitFor();
  });
});

describe('the shell', () => {
  it('runs commands against the tenant, completes with Tab, stops with Ctrl+C, and can be left by keyboard', async () => {
    const page = await site.open(await site.profile(wide), path);
    await page.getByRole('button', { name: 'Open the lab' }).click();
    await page.getByRole('tab', { name: 'Cloud Shell' }).click();
    const screen = page.locator('.xterm-rows');
    const sees = (text: string | RegExp) => screen.getByText(text).first().waitFor();
    await sees('ada [ ~ ]$');
    await page.keyboard.type('az gro');
    await page.keyboard.press('Tab');
    await page.keyboard.type('list -o table\n');
    await sees(/rg-payroll +westeurope/);
    await page.keyboard.type('sleep 1; while true; do sleep 3600; done\n');
    await page.locator('.log-strip').getByText('Clock moved on').first().waitFor();
    await page.keyboard.press('Control+c');
    await page.keyboard.type('echo "still $((6 * 7))"\n');
    await sees('still 42');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Screen reader');
    expect(await page.locator('.log-strip').innerText()).toContain('Clock moved on');
  });
});

describe('the workbench', () => {
  it('is opened and used by keyboard alone', async () => {
    const page = await site.open(await site.profile(wide), path);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Skip to the lesson');
    await page.getByRole('button', { name: 'Open the lab' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Portal' }).focus();
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { name: 'Log' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Portal' }).getAttribute('aria-selected')).toBe('true');
  });

  it('keeps the focus when what had it goes away', async () => {
    const page = await site.open(await site.profile(wide), path);
    await openLab(page);
    const focusOn = (name: string) => page.getByRole('button', { name }).focus();
    for (const close of ['Escape', 'Cancel']) {
      await focusOn('Hand in …');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Hand in' });
      if (close === 'Cancel') await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
      else await page.keyboard.press(close);
      await dialog.waitFor({ state: 'detached' });
      expect(await focused(page), close).toEqual({ role: 'button', name: 'Hand in …' });
    }
    for (const step of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${step} of 3` }).press('Enter');
    await expect.poll(() => focused(page)).toEqual({ role: 'list', name: 'Hints' });
  });

  it('opens as sheets over the lesson on a narrow screen', async () => {
    const page = await site.open(await site.profile({ viewport: { width: 390, height: 844 } }), path);
    const text = page.locator('#text');
    await page.getByRole('button', { name: 'Tasks', exact: true }).click();
    expect(await page.getByRole('heading', { name: 'Tasks' }).isVisible()).toBe(true);
    expect(await text.evaluate((element: HTMLElement) => element.inert)).toBe(true);
    await page.getByRole('button', { name: 'Flow', exact: true }).click();
    await expect.poll(() => page.getByRole('tab', { name: 'Token flow' }).getAttribute('aria-selected')).toBe('true');
    const bar = page.getByRole('navigation', { name: 'Lab' });
    expect(await bar.getByRole('button', { name: 'Flow' }).getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('tab', { name: 'Portal' }).click();
    expect(await bar.getByRole('button', { name: 'Tenant' }).getAttribute('aria-expanded')).toBe('true');
    await bar.getByRole('button', { name: 'Lesson' }).click();
    expect(await text.evaluate((element: HTMLElement) => element.inert)).toBe(false);
    expect(await page.locator('#tenant').isVisible()).toBe(false);
  });
});
