import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  id: string;
  impact: string;
  nodes: { target: string[]; html: string }[];
}

/** Makes the pages of a context tell on the console what their policy has refused. Call before they are opened. */
export const tellPolicy = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, sample }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sourceFile} ${sample}`),
    ),
  );

/** Collects what must never happen on a page of ours: errors, refusals of the policy, requests to another origin. */
export const watch = (page: Page, origin: string, complaints: string[], name = ''): void => {
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${name}: ${message.text()}`));
  page.on('request', (request) => {
    if (!/^(blob|data|about):/.test(request.url()) && !request.url().startsWith(origin))
      complaints.push(`${name}: asked ${request.url()}`);
  });
};

/**
 * What axe finds in the page as it stands, as `rule (impact): element`. Fluent's own focus guards are hidden on purpose.
 * axe is run over the debugging protocol, which the page's policy does not reach.
 */
export const axeFindings = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate<AxeViolation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target, html }) => ({ target: target.map(String), html })) })))`,
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .filter(({ html }) => !(id === 'aria-hidden-focus' && html.includes('data-tabster-dummy')))
      .map(({ target, html }) => `${id} (${impact}): ${target.join(' ')} ${html.slice(0, 200)}`),
  );
};

/** By how many pixels the page can be scrolled sideways: none, in any state. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Looks at a state that was reached: nothing has failed on the way, axe finds nothing, and the page does not scroll
 * sideways. With SHOTS set to a folder, a picture is left there.
 */
export const expectGood = async (page: Page, complaints: readonly string[], state: string): Promise<void> => {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${state.replace(/\W+/g, '-')}.png` });
  expect(complaints, `complaints at '${state}'`).toEqual([]);
  // A colour on its way from one state to the next is not what anybody reads: what still stands after a moment is.
  await expect
    .poll(() => axeFindings(page), { message: `axe at '${state}'`, timeout: 3000, interval: 250 })
    .toEqual([]);
  expect(await overflow(page), `sideways scroll at '${state}'`).toBe(0);
};
