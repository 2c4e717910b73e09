import { describe, expect, it } from 'vitest';
import { axeFindings, useSite } from './site.ts';

const site = useSite();
const prose = ['', 'course/', 'about/', 'deviations/', '404.html'];
const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

describe('a page of words', () => {
  it.each(looks)('is accessible and fits at $width, $colorScheme', async ({ width, colorScheme }) => {
    const context = await site.profile({ viewport: { width, height: 800 }, colorScheme });
    for (const path of [...prose, 'lessons/first-identity/']) {
      const page = await site.open(context, path);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
      await page.close();
    }
  });
});

describe('a lesson', () => {
  const path = 'lessons/first-identity/';

  it('can be read and asked without a script', async () => {
    const page = await site.open(await site.profile({ javaScriptEnabled: false }), path);
    const answer = page.getByText('It gets a token, and the vault refuses the call.');
    const why = page.getByText('The vault looks for a role');
    expect(await why.isVisible()).toBe(false);
    await answer.click();
    expect(await why.isVisible()).toBe(true);
    expect(await page.getByText('The lab needs JavaScript').isVisible()).toBe(true);
    expect(await page.getByText('No password is left in the settings').isVisible()).toBe(true);
  });

  it('remembers the theme, and paints with it from the start', async () => {
    const context = await site.profile({ colorScheme: 'light' });
    const page = await site.open(context, path);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
  });

  it('has a line between text and tenant that keys move, and remembers it', async () => {
    const context = await site.profile({ viewport: { width: 1280, height: 800 } });
    const page = await site.open(context, path);
    const line = page.getByRole('separator', { name: 'Width of the lesson text' });
    const widthOf = async () => (await page.locator('#left').boundingBox())?.width ?? 0;
    const before = await widthOf();
    await line.focus();
    await page.keyboard.press('Shift+ArrowRight');
    expect(await line.getAttribute('aria-valuenow')).toBe('46');
    expect(await widthOf()).toBeGreaterThan(before + 100);
    await page.reload();
    expect(await line.getAttribute('aria-valuenow')).toBe('46');
    await page.getByRole('button', { name: 'Lab', exact: true }).click();
    expect(await page.locator('#text').isVisible()).toBe(false);
  });
});
