import type { Page } from 'playwright';
import { expect } from 'vitest';
import { tab } from './lesson.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Cloud Shell' });

/** The lines that the terminal shows, without what lies above its screen. */
const screenLines = async (page: Page): Promise<string[]> =>
  (await panel(page).locator('.xterm-rows > div').allInnerTexts()).map((line) => line.replaceAll(' ', ' ').trimEnd());

/** Everything after the last command that was typed, prompt included. */
export const screenText = async (page: Page): Promise<string> => (await screenLines(page)).join('\n').trimEnd();

const atPrompt = (text: string): boolean => / \]\$$/.test(text);

/** Opens the Cloud Shell by pointer; it has the focus and a prompt when this settles. */
export const openShell = async (page: Page): Promise<void> => {
  await tab(page, 'Cloud Shell').click();
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(/ \]\$$/);
};

/** Types a line into the focused terminal, key by key, and gives what was printed until the next prompt. */
export const typeLine = async (page: Page, line: string): Promise<string> => {
  await page.keyboard.type('clear');
  await page.keyboard.press('Enter');
  await expect.poll(() => screenText(page)).toMatch(/^\S+ \[ \S+ \]\$$/);
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  let text = '';
  await expect
    .poll(
      async () => {
        text = await screenText(page);
        return atPrompt(text) && text.split(']$').length > 2;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return text.split('\n').slice(1, -1).join('\n');
};
