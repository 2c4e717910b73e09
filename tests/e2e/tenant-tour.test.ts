import { beforeAll, expect, it } from 'vitest';
import { focused, pressTo } from './keyboard.ts';
import { openLesson, portalOf } from './lesson.ts';
import { overflow } from './guard.ts';
import { useSite } from './site.ts';
import { furnish, tourModule } from './tour-lab.ts';

const site = useSite();
let module: string;
beforeAll(async () => {
  module = await tourModule();
});

/** A resource of each type, its title, and panels of a kind that no other type before it has shown. */
const resources: [name: string, title: string, panels: string[]][] = [
  ['vm-orders', 'Virtual machine', ['Identity']],
  ['vmss-orders', 'Virtual machine scale set', []],
  ['aci-report', 'Container instances', ['Identity']],
  ['ca-orders', 'Container App', ['Revisions']],
  ['stshop7c41', 'Storage account', ['Configuration']],
  ['sb-shop-7c41', 'Service Bus Namespace', []],
  ['sql-shop-7c41', 'SQL server', ['SQL databases']],
  ['appcs-shop-7c41', 'App Configuration', []],
  ['crshop7c41', 'Container registry', []],
  ['func-orders', 'Function App', []],
  ['log-shop', 'Log Analytics workspace', []],
];

it.each([
  [1280, 'light'],
  [390, 'dark'],
] as const)('every type of resource has a blade that can be read and reached, %i %s', async (width, theme) => {
  const page = await openLesson(site, { width, height: 844, theme });
  await furnish(page, module);
  const narrow = width < 600;
  if (narrow) await page.getByRole('navigation', { name: 'Lab' }).getByRole('button', { name: 'Tenant' }).tap();
  else await page.getByRole('button', { name: 'Open the lab' }).click();
  const portal = portalOf(page);
  const state = (name: string) => site.state(page, `tour ${width}: ${name}`);
  const button = (name: string) => portal.getByRole('button', { name, exact: true });
  const home = () => portal.getByRole('group', { name: 'Portal' }).getByRole('button', { name: 'Home' }).click();
  const open = async (menuName: string, entry: string) => {
    const menu = portal.getByRole('navigation', { name: menuName });
    if (narrow) await menu.getByRole('button', { expanded: false }).click();
    await menu.getByRole('list').getByRole('button', { name: entry, exact: true }).click();
  };

  await button('vm-orders').waitFor();
  await state('home');
  for (const [name, title, panels] of resources) {
    await home();
    await button(name).click();
    await portal.getByRole('heading', { name: 'Essentials' }).waitFor();
    expect(await portal.getByText(title, { exact: true }).count(), title).toBeGreaterThan(0);
    expect(await overflow(page), `sideways scroll at ${name}`).toBe(0);
    for (const panel of panels) {
      await open('Resource menu', panel);
      await portal.getByRole('heading', { name: `${name} | ${panel}` }).waitFor();
      await state(`${name}, ${panel}`);
    }
  }

  await home();
  await button('Microsoft Entra ID').click();
  for (const section of ['Users', 'Enterprise applications', 'App registrations', 'Sign-in logs']) {
    await open('Directory menu', section);
    await portal.getByRole('heading', { name: `Microsoft Entra ID | ${section}` }).waitFor();
    await portal.getByRole('table').or(portal.getByText('No sign-ins found')).waitFor();
    await state(section);
  }
  await portal.getByRole('tab', { name: 'User sign-ins (interactive)' }).click();
  await portal.getByRole('table', { name: 'User sign-ins (interactive)' }).waitFor();
  await state('interactive sign-ins');
});

it('queues, the identity of a container and the sign-in logs are reached by keyboard alone', async () => {
  const page = await openLesson(site);
  await furnish(page, module);
  const go = async (role: string, name: string | RegExp) => {
    await pressTo(page, { role, name });
    await page.keyboard.press('Enter');
  };
  const heading = (name: string) => page.getByRole('heading', { name }).first().waitFor();
  await go('button', 'Open the lab');
  await portalOf(page).getByRole('button', { name: 'sb-shop-7c41' }).waitFor();

  await go('button', 'sb-shop-7c41');
  await heading('sb-shop-7c41');
  await go('button', 'Queues');
  await heading('sb-shop-7c41 | Queues');
  await go('button', 'orders');
  await heading('orders');
  // A new blade is told to who does not see it: its heading has the focus.
  await expect.poll(async () => (await focused(page)).role).toBe('heading');

  await go('button', 'Home');
  await heading('Home');
  await go('button', 'aci-report');
  await heading('aci-report');
  await go('button', 'Identity');
  await go('button', 'id-orders');
  await heading('id-orders');

  await go('button', 'Home');
  await heading('Home');
  await go('button', 'Microsoft Entra ID');
  await heading('Microsoft Entra ID');
  await go('button', 'Sign-in logs');
  await pressTo(page, { role: 'tab', name: 'Managed identity sign-ins' });
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: 'User sign-ins (interactive)' }).waitFor();
});
