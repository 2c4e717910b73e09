import type { Page } from 'playwright';

/** What a page has noted of its own terminal, ms. */
export interface Held {
  /** The longest that the page drew nothing while the command ran. */
  longestPause: number;
  /** From Ctrl+C to the next prompt. */
  untilPrompt: number;
}

/**
 * Lets a command run for a while, presses Ctrl+C, and measures in the page itself. A command that has ended by then has
 * been answered before, and counts from the key to the prompt that the key brings.
 */
export async function interruptAfter(page: Page, runs: number): Promise<Held> {
  await page.evaluate(() => {
    const lines = () =>
      [...document.querySelectorAll('.xterm-rows > div')].map((row) => (row.textContent ?? '').trimEnd());
    const noted = { longestPause: 0, pressed: 0, prompt: 0 };
    Object.assign(window, { noted });
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      noted.longestPause = Math.max(noted.longestPause, now - last);
      last = now;
      const seen = lines().filter(Boolean).at(-1) ?? '';
      if (noted.pressed > 0 && / \]\$$/.test(seen)) noted.prompt = now;
      if (noted.prompt === 0) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === 'c') noted.pressed ||= performance.now();
    };
    document.addEventListener('keydown', pressed, { capture: true });
  });
  await page.waitForTimeout(runs);
  await page.keyboard.press('Control+c');
  await page.waitForFunction(() => (window as unknown as { noted: { prompt: number } }).noted.prompt > 0, undefined, {
    timeout: 20_000,
  });
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: { longestPause: number; pressed: number; prompt: number } };
    return { longestPause: noted.longestPause, untilPrompt: noted.prompt - noted.pressed };
  });
}

/** Puts a text on the clipboard's way into the terminal: what a browser does when somebody pastes. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const target = document.querySelector('.xterm-helper-textarea');
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

/** Commands that never end by themselves, or nearly, by what they are. */
export const endless: readonly [says: string, line: string][] = [
  ['an endless loop', 'while :; do :; done'],
  ['a loop around az', 'while :; do az group list -o none; done'],
  ['a loop around sleep', 'while :; do sleep 1; done'],
  ['a fork of pipes', ':(){ :|:& };:'],
  ['a long pipe of loops', 'until false; do echo a; done | until false; do echo b; done | cat'],
  ['recursion without end', 'f() { f; f; }; f'],
  ['yes into head', 'yes | head -3'],
  ['yes alone', 'yes'],
  ['a file without end', 'cat /dev/zero | wc -c'],
  ['doubling text', 'a=a; while :; do a=$a$a; done'],
  ['a loop of jq', 'jq -n "[limit(10000000;repeat(1))]|length"'],
  ['a question', 'az group delete -n rg-shop'],
];
