import { expect, it } from 'vitest';
import { gradeDownload } from './hand-in.ts';
import { focused, pressTo } from './keyboard.ts';
import { openLesson, tasksDone } from './lesson.ts';
import { useSite } from './site.ts';

const site = useSite();

it('the lab is completed by portal and keyboard alone, handed in, and graded as the page says', async () => {
  const page = await openLesson(site);
  const state = (name: string) => site.state(page, `keyboard: ${name}`);
  const press = (key: string) => page.keyboard.press(key);
  const go = async (role: string, name: string | RegExp, then = 'Enter') => {
    await pressTo(page, { role, name });
    await press(then);
  };
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
  const portalTo = async (resource: string, menu?: string) => {
    await pressTo(page, { role: 'tab', name: 'Portal' });
    await go('button', 'Home');
    await heading('Home');
    await go('button', resource);
    await heading(resource);
    if (menu === undefined) return;
    await go('button', menu);
    await heading(`${resource} | ${menu}`);
  };

  await state('lesson, before the lab is opened');
  await go('button', 'Open the lab');
  await heading('Home');
  await state('portal home');

  await portalTo('app-web', 'Identity');
  await pressTo(page, { role: 'radio', name: 'Off' });
  await press('ArrowRight');
  await go('button', 'Save');
  await page.getByRole('button', { name: 'Yes' }).waitFor();
  await state('confirming the identity');
  await go('button', 'Yes');
  await page.getByText('Object (principal) ID').first().waitFor();
  await state('identity on');

  await portalTo('kv-shop-7c41', 'Access control (IAM)');
  await state('access control');
  await go('button', 'Add role assignment');
  await heading('Add role assignment');
  await pressTo(page, { role: 'searchbox', name: /role/i });
  await page.keyboard.type('Key Vault Secrets User');
  await pressTo(page, { role: 'radio', name: 'Key Vault Secrets User' });
  await press('Space');
  await state('choosing a role');
  await go('button', 'Next');
  await pressTo(page, { role: 'radio', name: 'User, group, or service principal' });
  await press('ArrowDown');
  await go('button', 'Select members');
  await page.getByRole('dialog').waitFor();
  await state('choosing members');
  await pressTo(page, { role: 'checkbox', name: /^app-web/ });
  await press('Space');
  await go('button', 'Select');
  await go('button', 'Next');
  await heading('Conditions');
  await go('button', 'Next');
  await heading('Review + assign');
  await state('reviewing the assignment');
  await go('button', 'Review + assign');
  await page.getByText('Added role assignment').first().waitFor();
  await state('role assigned');

  await portalTo('app-web', 'Environment variables');
  await go('button', /Delete DB_PASSWORD/);
  await go('button', 'Apply');
  await page.getByRole('alertdialog').waitFor();
  await state('confirming the settings');
  await go('button', 'Confirm');
  await tasksDone(page, 3);
  await state('settings without the password');

  await go('button', /Skip to it/);
  // The button is gone; the focus has moved on, and not to the top of the page.
  await expect.poll(() => focused(page)).toEqual({ role: 'tab', name: 'Portal' });
  await portalTo('app-web');
  await go('button', 'Browse');
  await page.getByText('The shop is open.').first().waitFor();
  await state('the app works');
  await tasksDone(page, 4);
  await page.getByText('All tasks are done.').first().waitFor();

  await go('button', 'Hand in …');
  await page.getByRole('textbox', { name: /Your name/ }).waitFor();
  await state('handing in');
  await page.keyboard.type('Ada by keyboard');
  const { exitCode, report } = await gradeDownload(page, () => go('button', 'Download the submission'));
  expect(report).toMatchObject({ result: 'passed', points: 10, maxPoints: 10, hints: 0, denials: 0, undos: 0 });
  expect(exitCode).toBe(0);
});
