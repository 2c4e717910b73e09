import { it } from 'vitest';
import { openLab, openLesson, tab } from './lesson.ts';
import { openShell, typeLine } from './shell.ts';
import { useSite } from './site.ts';
const site = useSite();
it('shots', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = await openLab(site, { theme });
    await openShell(page);
    await typeLine(page, 'az webapp show -g rg-shop -n nope');
    await page.getByRole('button', { name: 'Download …' }).click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/shots/s-1280-${theme}.png` });
    const phone = await openLesson(site, { width: 390, height: 844, theme });
    await phone.getByRole('navigation', { name: 'Lab' }).getByRole('button', { name: 'Tenant' }).tap();
    await tab(phone, 'Cloud Shell').tap();
    await phone.waitForTimeout(2500);
    await phone.getByRole('button', { name: 'Download …' }).tap();
    await phone.waitForTimeout(300);
    await phone.screenshot({ path: `/tmp/shots/s-390-${theme}.png` });
  }
}, 120000);
