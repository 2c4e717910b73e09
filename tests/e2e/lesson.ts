import type { Page } from 'playwright';
import type { Site } from './site.ts';

export const lessonPath = 'lessons/first-identity/';

export interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** Where in the tenant: `#tenant/portal/list`. */
  at?: string;
  /** With the service worker that keeps the site for offline use. */
  offline?: boolean;
}

/** The lesson's page in a browser profile of its own. */
export const openLesson = async (site: Site, look: Look = {}): Promise<Page> => {
  const { width = 1280, height = 800, theme = 'light', offline = false, at = '' } = look;
  const phone = width < 600;
  const context = await site.profile({
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: phone,
    isMobile: phone,
    serviceWorkers: offline ? 'allow' : 'block',
  });
  return site.open(context, lessonPath + at);
};

/** The lesson with its lab open and the portal in front. */
export const openLab = async (site: Site, look: Look = {}): Promise<Page> => {
  const page = await openLesson(site, look);
  await page.getByRole('button', { name: 'Open the lab' }).click();
  await portalOf(page).getByRole('heading', { name: 'Home' }).waitFor();
  return page;
};

export const portalOf = (page: Page) => page.getByRole('tabpanel', { name: 'Portal' });
export const flowOf = (page: Page) => page.getByRole('tabpanel', { name: 'Token flow' });
export const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Tenant' }).getByRole('tab', { name });

/** Waits until so many tasks are done. */
export const tasksDone = (page: Page, done: number) =>
  page.getByText(`${done} of 4 tasks`, { exact: true }).first().waitFor();
