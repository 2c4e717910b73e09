import type { Page } from 'playwright';
import { expect } from 'vitest';
import { tab } from './lesson.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Cloud Shell' });

/** The lines that the terminal shows, without what lies above its screen. */
const screenLines = async (page: Page): Promise<string[]> =>
  (await panel(page).locator('.xterm-rows > div').allInnerTexts()).map((line) => line.replaceAll(' ', ' ').trimEnd());

/** Everything after the last command that was typed, prompt included. */
export const screenText = async (page: Page): Promise<string> => (await screenLines(page)).join('\n').trimEnd();

const prompt = / \]\$$/;

/** Opens the Cloud Shell by pointer; it has the focus and a prompt when this settles. */
export const openShell = async (page: Page): Promise<void> => {
  await tab(page, 'Cloud Shell').click();
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(prompt);
};

const pressed = (text: string): string => text.replaceAll(/\s/g, '');

/** Types a line into the focused terminal, key by key, and gives what the screen shows at the next prompt. */
export const typeLine = async (page: Page, line: string): Promise<string> => {
  await page.keyboard.type('clear');
  await page.keyboard.press('Enter');
  await expect.poll(() => screenText(page)).toMatch(/^\S+ \[ \S+ \]\$$/);
  await page.keyboard.type(line);
  // Once the line stands there, the next prompt is the one after it.
  await expect.poll(async () => pressed(await screenText(page)).endsWith(pressed(line))).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(prompt);
  return screenText(page);
};
