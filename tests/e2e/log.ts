import type { Page } from 'playwright';
import { expect } from 'vitest';
import { tab } from './lesson.ts';

const lines = (page: Page) => page.getByRole('list', { name: 'Entries, newest first' }).getByRole('listitem');

/** Brings the lab's log to the front; all of it is there when this settles. */
export const openLog = async (page: Page): Promise<void> => {
  await tab(page, 'Log').click();
  await lines(page).filter({ hasText: 'The lab begins' }).waitFor();
};

/** What the log says, newest first. The portal asks for a token whenever it is opened, which nobody did. */
export const logLines = async (page: Page): Promise<string[]> =>
  (await lines(page).filter({ hasNotText: 'Get token' }).allInnerTexts()).map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );

export const clockOf = (page: Page): Promise<string> =>
  page.getByRole('group', { name: 'Clock of the tenant' }).getByRole('time').getAttribute('datetime').then(String);

/** How many entries the browser has stored. */
const stored = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('tenantlab');
        opening.onsuccess = () => {
          const count = opening.result.transaction('entries').objectStore('entries').count();
          count.onsuccess = () => {
            opening.result.close();
            done(count.result);
          };
        };
      }),
  );

/** Waits until everything that the open log shows is stored. */
export const allStored = (page: Page): Promise<void> =>
  expect.poll(async () => (await stored(page)) - (await lines(page).count())).toBe(0);
