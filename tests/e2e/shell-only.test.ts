import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tools/run.mjs';
import { gradeDownload } from './hand-in.ts';
import { openLab, tasksDone } from './lesson.ts';
import { openShell, screenText, typeLine } from './shell.ts';
import { useSite } from './site.ts';

const site = useSite();
const solution = readFileSync(join(root, 'labs/first-identity/solution.azcli'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));

it('the lab is completed by typing its solution into the Cloud Shell, handed in, and graded as the page says', async () => {
  const page = await openLab(site);
  await openShell(page);
  await site.state(page, 'shell: a fresh terminal');
  for (const line of solution) {
    const printed = await typeLine(page, line);
    expect(printed).not.toContain('ERROR');
    if (line.startsWith('curl')) expect(printed).toContain('The shop is open.');
  }
  await site.state(page, 'shell: after the solution');
  await tasksDone(page, 4);
  await page.getByText('All tasks are done.').first().waitFor();
  expect(await screenText(page)).toContain('The shop is open.');

  await page.getByRole('button', { name: 'Hand in …' }).first().click();
  await page.getByRole('textbox', { name: /Your name/ }).fill('Ada, by shell');
  const { exitCode, report } = await gradeDownload(page, () =>
    page.getByRole('button', { name: 'Download the submission' }).click(),
  );
  expect(report).toMatchObject({ result: 'passed', points: 10, maxPoints: 10, hints: 0, denials: 0, undos: 0 });
  expect(exitCode).toBe(0);
});
