import { expect, it } from 'vitest';
import { openLesson, portalOf, tab } from './lesson.ts';
import { useSite } from './site.ts';

const site = useSite();

it.each([1280, 390])(
  'an address leads to its blade, and the browser goes back and forth between blades, %i',
  async (width) => {
    const page = await openLesson(site, { width, height: 844, at: '#tenant/portal/list/Microsoft.Web/sites' });
    const portal = portalOf(page);
    const heading = (name: string) => portal.getByRole('heading', { name, exact: true }).waitFor();
    const fragment = (): Promise<string> => page.evaluate(() => location.hash);

    await heading('App Services');
    await portal.getByRole('button', { name: 'app-web', exact: true }).click();
    await portal.getByRole('heading', { name: 'Essentials' }).waitFor();
    const overview = await fragment();
    expect(overview).toMatch(
      /^#tenant\/portal\/resource\/subscriptions\/[\w-]+\/resourceGroups\/rg-shop\/providers\/Microsoft\.Web\/sites\/app-web$/,
    );

    await page.goBack();
    await heading('App Services');
    await page.goForward();
    await portal.getByRole('heading', { name: 'Essentials' }).waitFor();
    if (width > 600) {
      await tab(page, 'Cloud Shell').click();
      expect(await fragment()).toBe('#tenant/shell');
      await page.goBack();
      await portal.getByRole('heading', { name: 'Essentials' }).waitFor();
    }

    const other = await page.context().newPage();
    await other.goto(site.url(`lessons/first-identity/${overview}?panel=identity`));
    await portalOf(other).getByRole('heading', { name: 'app-web | Identity' }).waitFor();
    await other.close();
    await site.state(page, `deep links ${width}`);
  },
);
