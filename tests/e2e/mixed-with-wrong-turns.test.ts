import { expect, it } from 'vitest';
import { gradeDownload } from './hand-in.ts';
import { flowOf, openLab, portalOf, tasksDone } from './lesson.ts';
import { clockOf, logLines, openLog } from './log.ts';
import { assign, browse, draftAssignment, openBlade } from './mouse.ts';
import { openShell, typeLine } from './shell.ts';
import { useSite } from './site.ts';

const site = useSite();

it('the lab is passed after wrong turns, and the graded counts are what was done', async () => {
  const page = await openLab(site);
  const portal = portalOf(page);
  const flow = flowOf(page);
  const state = (name: string) => site.state(page, `mixed: ${name}`);
  const button = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await openShell(page);
  expect(await typeLine(page, 'az webapp identity assign -g rg-shop -n app-web')).toContain('SystemAssigned');
  await tasksDone(page, 2);

  // Contributor, taken for a role that reads: it manages the vault and opens nothing in it.
  await draftAssignment(page, {
    resource: 'kv-shop-7c41',
    role: 'Contributor',
    kind: 'Privileged administrator roles',
  });
  await state('reviewing Contributor');
  await assign(page, { resource: 'kv-shop-7c41', role: 'Contributor', kind: 'Privileged administrator roles' });
  await page.getByRole('button', { name: '+10 min' }).click();
  await tasksDone(page, 1);
  await browse(page, 'The shop is closed');
  await portal.getByText('HTTP 500').waitFor();
  await portal.getByText('403').first().waitFor();
  await state('the app is refused');
  await portal.getByRole('button', { name: /^See it: Get secret/ }).click();
  await flow.getByRole('tab', { name: 'Why' }).click();
  await flow
    .getByText(/Contributor holds no data action/)
    .first()
    .waitFor();
  await state('why it is refused');

  for (const step of [1, 2, 3]) await button(`Hint ${step} of 3`);
  await expect.poll(() => page.getByRole('list', { name: 'Hints' }).getByRole('listitem').count()).toBe(3);
  await state('three hints');

  await assign(page, { resource: 'app-web', role: 'Key Vault Secrets User' });
  await page.getByRole('button', { name: '+1 h' }).click();
  await page.getByText('but at another scope than this vault').waitFor();
  await state('a role beside the vault');

  // Back before the clock and the role, forth to the role, and back again.
  await openLog(page);
  for (const name of ['Undo', 'Undo', 'Redo', 'Undo']) {
    const before = (await logLines(page)).length;
    await button(name);
    await expect.poll(async () => (await logLines(page)).length).toBe(before + 1);
    expect((await logLines(page))[0]).toContain('The state after entry');
  }
  await state('gone back');

  await openBlade(page, 'kv-shop-7c41', 'Access control (IAM)');
  await portal.getByRole('tab', { name: 'Role assignments' }).click();
  await portal.getByRole('button', { name: 'Remove Contributor from app-web' }).click();
  await state('removing the wrong role');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yes' }).click();
  await portal.getByRole('button', { name: 'Remove Contributor from app-web' }).waitFor({ state: 'detached' });

  await openShell(page);
  await typeLine(page, 'az webapp config appsettings delete -g rg-shop -n app-web --setting-names DB_PASSWORD');

  // The right role, checked before it counts.
  await assign(page, { resource: 'kv-shop-7c41', role: 'Key Vault Secrets User' });
  await button('Check now');
  await page.getByText('The role is assigned but not effective yet.').waitFor();
  await browse(page, 'The shop is closed');
  await state('checked too early');
  for (let skips = 0; skips < 4 && !(await page.getByText('All tasks are done.').count()); skips += 1) {
    const before = await clockOf(page);
    await button('Skip to it');
    await expect.poll(() => clockOf(page)).not.toBe(before);
  }
  await tasksDone(page, 4);
  await browse(page, 'The shop is open.');
  await state('passed');

  await openLog(page);
  const denials = (await logLines(page)).filter((line) => / 403( |$)/.test(line)).length;
  expect(denials).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: 'Hand in …' }).first().click();
  await page.getByRole('textbox', { name: /Your name/ }).fill('Ada, mixed');
  const { exitCode, report } = await gradeDownload(page, () => button('Download the submission'));
  expect(report).toMatchObject({ result: 'passed', points: 10, maxPoints: 10, hints: 3, denials, undos: 3 });
  expect(exitCode).toBe(0);
});
