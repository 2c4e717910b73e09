import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { readSubmission, writeSubmission } from '#lab/submission.ts';
import { lessonPath, openLesson, portalOf, tab, tasksDone } from './lesson.ts';
import { allStored, clockOf, logLines, openLog } from './log.ts';
import { useSite } from './site.ts';

const site = useSite();

/** Opens the lab, from its start or from where it was left, with the log in front. */
const open = async (page: Page, button: string | RegExp = 'Open the lab'): Promise<void> => {
  await page.getByRole('button', { name: button }).click();
  await portalOf(page).getByRole('heading', { name: 'Home' }).waitFor();
  await openLog(page);
};
const switchIdentityOn = async (page: Page): Promise<void> => {
  await tab(page, 'Portal').click();
  const portal = portalOf(page);
  await portal.getByRole('button', { name: 'app-web', exact: true }).click();
  await portal.getByRole('button', { name: 'Identity', exact: true }).click();
  await portal.getByRole('radio', { name: 'On' }).check();
  await portal.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await tasksDone(page, 2);
};
const minute = async (page: Page): Promise<void> => {
  const before = await clockOf(page);
  await page.getByRole('button', { name: '+1 min' }).click();
  await expect.poll(() => clockOf(page)).not.toBe(before);
};
/** A lab in the middle of its work: an identity is on and a minute has passed. */
const inTheMiddle = async () => {
  const page = await openLesson(site);
  await open(page);
  await switchIdentityOn(page);
  await minute(page);
  await openLog(page);
  await expect.poll(async () => (await logLines(page))[0]).toContain('Clock moved on');
  return { page, lines: await logLines(page), clock: await clockOf(page) };
};
const expectResumed = async (page: Page, { lines, clock }: { lines: string[]; clock: string }): Promise<void> => {
  await expect.poll(() => logLines(page)).toEqual(lines);
  // A portal that is opened anew asks for a token, which takes its fifth of a second; the minute that passed is kept.
  const since = Date.parse(await clockOf(page)) - Date.parse(clock);
  expect([since >= 0, since < 2000]).toEqual([true, true]);
  await tasksDone(page, 2);
};

/** The same log as another lab would have written it, whole and sealed. */
const ofAnotherLab = (text: string): string => {
  const read = readSubmission(text);
  if ('fault' in read) throw new Error(read.fault.message);
  return writeSubmission({ ...read, head: { ...read.head, lab: 'second-lab' } });
};

it('a reload in the middle resumes to the last action', async () => {
  const { page, ...before } = await inTheMiddle();
  await allStored(page);
  // The address says where one was in the tenant, so that it opens by itself.
  await page.reload();
  await openLog(page);
  await expectResumed(page, before);
  await site.state(page, 'resume: after a reload');
});

it.each(['crashes', 'is closed without a word'])('a tab that %s loses nothing', async (how) => {
  const { page, ...before } = await inTheMiddle();
  await allStored(page);
  const context = page.context();
  if (how === 'crashes') {
    const crashed = page.waitForEvent('crash');
    // The answer never comes: whoever should give it is gone.
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => undefined);
    await crashed;
  } else await page.close({ runBeforeUnload: false });
  const next = await site.open(context, lessonPath);
  await open(next, 'Continue (2 of 4 tasks done)');
  await expectResumed(next, before);
  await expect.poll(() => next.getByText('open in another tab').count()).toBe(0);
  await minute(next);
});

it('a lab that was saved to a file comes back from it in an empty browser; a bad file is refused and changes nothing', async () => {
  const { page, ...before } = await inTheMiddle();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  const text = readFileSync(await (await saving).path(), 'utf8');

  await page.goto('about:blank');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(site.url()).origin, storageTypes: 'all' });
  await page.goto(site.url(lessonPath));
  await open(page);
  await minute(page);
  await expect.poll(async () => (await logLines(page))[0]).toContain('Clock moved on');
  const own = await logLines(page);

  const restore = (content: string) =>
    page.getByLabel('File to restore the lab from').setInputFiles({
      name: 'lab.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
  for (const [content, says] of [
    [text.slice(0, -300), /cut off/],
    [text.slice(0, text.length / 2), /cut off/],
    ['', /empty/],
    [text.replace('"by":60000', '"by":60001'), /entry \d+ does not match its hash/],
    ['{"name": "holiday", "photos": 3}', /not a submission/],
    ['PNG\u0000 whatever', /not a submission|no JSON|not JSON/],
    [ofAnotherLab(text), /of the lab “second-lab”/],
  ] as const) {
    await restore(content);
    const dialog = page.getByRole('dialog', { name: 'The file was not restored' });
    await expect.poll(() => dialog.innerText()).toMatch(says);
    await site.state(page, 'resume: a file that is refused');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await logLines(page)).toEqual(own);
  }

  await restore(text);
  await openLog(page);
  await expectResumed(page, before);
  await allStored(page);
  // The address says where one was in the tenant, so that it opens by itself.
  await page.reload();
  await openLog(page);
  await expectResumed(page, before);
});

it('a second tab only looks and says so; it writes once the first is closed', async () => {
  const { page: first } = await inTheMiddle();
  await allStored(first);
  const second = await site.open(first.context(), lessonPath);
  await open(second, /Continue/);
  const banner = second.locator('.banner');
  expect(await banner.innerText()).toContain('open in another tab');
  await site.state(second, 'resume: the second tab');
  for (const name of ['+1 min', 'Undo', 'Reset …', 'Restore …', 'Hint 1 of 3'])
    expect(await second.getByRole('button', { name }).isDisabled(), name).toBe(true);
  await tab(second, 'Portal').click();
  const portal = portalOf(second);
  await portal.getByRole('button', { name: 'app-web', exact: true }).click();
  await portal.getByRole('button', { name: 'Identity', exact: true }).click();
  await portal.getByRole('radio', { name: 'Off' }).check();
  await portal.getByRole('button', { name: 'Save' }).click();
  await second.getByRole('button', { name: 'Yes' }).click();
  await portal.getByText('This tab is read-only').first().waitFor();
  await site.state(second, 'resume: a change refused in the second tab');
  await tab(second, 'Cloud Shell').click();
  await second.getByText('only in the tab that writes').waitFor();
  await second.getByRole('button', { name: 'Go on in this tab' }).click();
  await expect.poll(() => banner.innerText()).toContain('still open');

  await minute(first);
  await openLog(first);
  const last = { lines: await logLines(first), clock: await clockOf(first) };
  await allStored(first);
  await first.close();
  await expect.poll(() => banner.innerText()).toContain('The other tab is closed');
  await second.getByRole('button', { name: 'Go on in this tab' }).click();
  await banner.waitFor({ state: 'detached' });
  await openLog(second);
  await expectResumed(second, last);
  await minute(second);
});
