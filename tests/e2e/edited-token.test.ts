import { expect, it } from 'vitest';
import { flowOf, openLab, portalOf } from './lesson.ts';
import { logLines, openLog } from './log.ts';
import { browse, switchIdentityOn } from './mouse.ts';
import { useSite } from './site.ts';

const site = useSite();

it('a token that was edited and sent again is refused for its signature, and the flow shows it', async () => {
  const page = await openLab(site);
  const flow = flowOf(page);
  await switchIdentityOn(page);
  await browse(page, 'The shop is closed');
  await portalOf(page)
    .getByRole('button', { name: /^See it: Get secret/ })
    .click();
  await flow.getByRole('tab', { name: 'Token' }).click();
  await flow.getByRole('button', { name: 'Edit a copy and send again' }).click();
  const payload = flow.getByRole('textbox', { name: 'Payload' });
  const before = JSON.parse(await payload.inputValue()) as { oid: string; aud: string };
  expect(before.aud).toBe('https://vault.azure.net');
  // Somebody who may read it, as far as a forger knows.
  await payload.fill(JSON.stringify({ ...before, oid: '00000000-0000-4000-8000-000000000001' }, undefined, 2));
  await site.state(page, 'token: an edited copy');
  await flow.getByRole('button', { name: 'Send again with this token' }).click();

  await flow.getByRole('heading', { name: /Get secret/ }).waitFor();
  await flow.getByText('401 Unauthorized').first().waitFor();
  await flow.getByText('The signature does not fit the content').first().waitFor();
  await site.state(page, 'token: refused for its signature');
  await flow.getByRole('tab', { name: 'Machine' }).click();
  await site.state(page, 'token: the way through the machine');
  await flow.getByRole('tab', { name: 'Token' }).click();
  await flow.getByText('This one mattered: it was made for other content.').waitFor();
  await openLog(page);
  expect((await logLines(page))[0]).toMatch(/Get secret · db-password 401/);
});
