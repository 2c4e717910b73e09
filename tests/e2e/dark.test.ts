import { expect, it } from 'vitest';
import { flowOf, openLab, portalOf } from './lesson.ts';
import { openLog } from './log.ts';
import { assign, browse, draftAssignment, openBlade, switchIdentityOn } from './mouse.ts';
import { openShell, typeLine } from './shell.ts';
import { useSite } from './site.ts';

const site = useSite();

it('every part of the tenant is readable in the dark', async () => {
  const page = await openLab(site, { theme: 'dark' });
  const portal = portalOf(page);
  const flow = flowOf(page);
  const state = (name: string) => site.state(page, `dark: ${name}`);

  await state('portal home');
  await switchIdentityOn(page);
  await state('identity on, with its notification');
  await openBlade(page, 'app-web', 'Environment variables');
  await state('environment variables');
  await openBlade(page, 'kv-shop-7c41', 'Secrets');
  await portal.getByText('not authorized').first().waitFor();
  await state('secrets, refused');
  await draftAssignment(page, { resource: 'kv-shop-7c41', role: 'Key Vault Secrets User' });
  await state('reviewing an assignment');
  await assign(page, { resource: 'kv-shop-7c41', role: 'Key Vault Secrets User' });
  await portal.getByText('Not in effect everywhere yet').waitFor();
  await state('an assignment under way');
  await browse(page, 'The shop is closed');
  await state('the app is refused');

  await portal.getByRole('button', { name: /^See it: Get secret/ }).click();
  await flow.getByRole('heading', { name: /Get secret/ }).waitFor();
  for (const view of ['Flow', 'Machine', 'Raw', 'Token', 'Why', 'Compare']) {
    await flow.getByRole('tab', { name: view }).click();
    await state(`flow, ${view}`);
  }
  await openShell(page);
  expect(await typeLine(page, 'az keyvault secret show --vault-name kv-shop-7c41 -n db-password')).toContain(
    'Forbidden',
  );
  await typeLine(page, 'az account show');
  await state('shell');
  await openLog(page);
  await state('log');
  await page.getByRole('button', { name: 'Reset …' }).click();
  await page.getByRole('dialog', { name: 'Back to the start?' }).waitFor();
  await state('a question of the page');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Dark' }).click();
  await openBlade(page, 'app-web', 'Identity');
  await state('light again');
});
