import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { flowOf, openLesson, portalOf, tasksDone } from './lesson.ts';
import { useSite } from './site.ts';

const site = useSite();
const bar = (page: Page) => page.getByRole('navigation', { name: 'Lab' });

/** Whether a thing can be tapped: in view, and nothing lies over its middle. */
const tappable = async (page: Page, name: string): Promise<boolean> => {
  const box = await bar(page).getByRole('button', { name }).boundingBox();
  if (!box) return false;
  const found = await page.evaluate(
    ([x = 0, y = 0]) => document.elementFromPoint(x, y)?.closest('button')?.textContent.trim(),
    [box.x + box.width / 2, box.y + box.height / 2],
  );
  return found === name;
};

/** How many pixels of the blade, from below, the notification lies over. */
const coveredBlade = (page: Page): Promise<number> =>
  page.evaluate(() => {
    let blade = document.querySelector('[data-blade-heading]');
    while (blade && getComputedStyle(blade).overflowY !== 'auto') blade = blade.parentElement;
    const notification = document.querySelector('[data-portal] [role=region][aria-label=Notification]');
    if (!blade || !notification) return Number.NaN;
    return Math.max(0, Math.round(blade.getBoundingClientRect().bottom - notification.getBoundingClientRect().top));
  });

it.each(['light', 'dark'] as const)('the lab is worked on a phone, by touch, %s', async (theme) => {
  const page = await openLesson(site, { width: 390, height: 844, theme });
  const portal = portalOf(page);
  const flow = flowOf(page);
  const state = async (name: string) => {
    await site.state(page, `phone ${theme}: ${name}`);
    for (const button of ['Lesson', 'Tasks', 'Tenant', 'Flow'])
      expect(await tappable(page, button), `${button} at '${name}'`).toBe(true);
  };
  const sheet = (name: string) => bar(page).getByRole('button', { name }).tap();

  await state('lesson');
  await sheet('Tasks');
  await page.getByRole('heading', { name: 'Tasks' }).waitFor();
  await state('tasks, before the lab is opened');
  await sheet('Tenant');
  await portal.getByRole('heading', { name: 'Home' }).waitFor();
  await portal.getByRole('button', { name: 'app-web', exact: true }).waitFor();
  await state('portal home');

  await portal.getByRole('button', { name: 'app-web', exact: true }).tap();
  await portal.getByRole('heading', { name: 'app-web', exact: true }).waitFor();
  await state('web app');
  const menu = portal.getByRole('navigation', { name: 'Resource menu' });
  await menu.getByRole('button', { expanded: false }).tap();
  await state('menu of the web app');
  await menu.getByRole('button', { name: 'Identity', exact: true }).tap();
  await portal.getByRole('radio', { name: 'On' }).tap();
  await portal.getByRole('button', { name: 'Save' }).tap();
  const question = page.getByRole('alertdialog');
  await question.waitFor();
  await site.state(page, `phone ${theme}: confirming the identity`);
  await question.getByRole('button', { name: 'Yes' }).tap();
  await portal.getByText('Object (principal) ID').first().waitFor();
  // The notification is there, and still everything beneath it can be reached.
  await page.getByRole('region', { name: 'Notification' }).waitFor();
  expect(await coveredBlade(page)).toBe(0);
  await page.getByRole('region', { name: 'Latest requests' }).getByRole('button', { name: 'All' }).tap({ trial: true });
  await state('identity on');
  await portal.getByRole('button', { name: 'Azure role assignments' }).tap();
  await portal
    .getByRole('heading', { name: /role assignments/i })
    .first()
    .waitFor();
  await state('roles of the identity');

  await sheet('Flow');
  await flow.getByRole('region', { name: 'Requests' }).waitFor();
  await state('requests');
  await flow.getByRole('button', { name: /Update web app/ }).tap();
  await flow.getByRole('heading', { name: /Update web app/ }).waitFor();
  await state('flow of the change');
  for (const view of ['Machine', 'Raw', 'Token', 'Why', 'Compare']) {
    await flow.getByRole('tab', { name: view }).tap();
    await state(`flow, ${view}`);
  }

  await page.getByRole('tab', { name: 'Cloud Shell' }).tap();
  await page.locator('.xterm-rows').getByText(']$').first().waitFor();
  await state('shell');
  await page.getByRole('tab', { name: 'Log' }).tap();
  await page.getByRole('button', { name: 'Everything' }).waitFor();
  await state('log');

  await sheet('Tasks');
  await tasksDone(page, 2);
  await page.getByRole('button', { name: 'Hint 1 of 3' }).tap();
  await page.getByRole('list', { name: 'Hints' }).waitFor();
  await state('tasks with a hint');
  await page.getByRole('button', { name: 'Hand in …' }).tap();
  await page.getByRole('dialog', { name: 'Hand in' }).waitFor();
  await site.state(page, `phone ${theme}: handing in`);
});
