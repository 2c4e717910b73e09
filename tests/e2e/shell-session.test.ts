import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { pressTo } from './keyboard.ts';
import { openLab, openLesson, tab } from './lesson.ts';
import { paste } from './shell-timing.ts';
import { openShell, screenText, typeLine } from './shell.ts';
import { useSite } from './site.ts';

const site = useSite();

/** The shell in front, on a screen or on a phone. */
const opened = async (width: number): Promise<Page> => {
  if (width >= 600) {
    const page = await openLab(site);
    await openShell(page);
    return page;
  }
  const page = await openLesson(site, { width, height: 844 });
  await page.getByRole('navigation', { name: 'Lab' }).getByRole('button', { name: 'Tenant' }).tap();
  await tab(page, 'Cloud Shell').tap();
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(/ \]\$$/);
  return page;
};

const reopened = async (page: Page): Promise<void> => {
  await page.reload();
  // The lab that was open is opened again by itself, or by the button, whichever comes first.
  await page
    .getByRole('button', { name: /^Continue/ })
    .click({ timeout: 2000 })
    .catch(() => undefined);
  await tab(page, 'Cloud Shell').click();
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(/[$#]$/);
  await page.locator('.terminal-screen').click();
};

it('is there after a reload as it was left: variables, functions, folder, files, history, account', async () => {
  const page = await openLab(site);
  await openShell(page);
  await typeLine(page, 'x="a b"; arr=(1 2); f() { echo "f of $1"; }; mkdir -p ~/work; cd ~/work; echo kept > note');
  await typeLine(page, 'export GROUP=rg-shop; az configure --defaults group=rg-shop');
  await reopened(page);
  expect(await screenText(page)).toMatch(/\[ ~\/work \]\$$/);
  const shown = await typeLine(
    page,
    'echo "$x" ${arr[1]} $(f 3) $(cat note) $(printenv GROUP); az webapp list --query [].name -o tsv',
  );
  expect(shown).toContain('a b 2 f of 3 kept rg-shop\napp-web');
  await page.keyboard.press('Control+r');
  await page.keyboard.type('mkdir');
  await expect.poll(() => screenText(page)).toContain('(reverse-i-search)`mkdir\': x="a b"');
  await page.keyboard.press('Control+c');
  await site.state(page, 'shell: after a reload');
});

it('begins anew with a sentence when what was kept cannot be read', async () => {
  const page = await openLab(site);
  await openShell(page);
  await typeLine(page, 'x=1; echo kept > note');
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('tenantlab-shell');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const store = db.transaction('shells', 'readwrite').objectStore('shells');
    store.put({ user: 'ada', state: 'broken', files: 3 }, 'first-identity');
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    db.close();
  });
  await reopened(page);
  expect(await screenText(page)).toContain('What was kept of the shell could not be read, so it begins anew.');
  expect(await typeLine(page, 'echo "[$x]"')).toContain('[]');
});

it('completes names of the tenant by Tab, in the middle of a line and inside $(…), and lists them at the second', async () => {
  const page = await openLab(site);
  await openShell(page);
  await page.keyboard.type('id=$(az keyvault show -g rg-s');
  await page.keyboard.press('Tab');
  await expect.poll(() => screenText(page)).toMatch(/-g rg-shop$/);
  await page.keyboard.type('-n ');
  await page.keyboard.press('Tab');
  await expect.poll(() => screenText(page)).toMatch(/-n kv-shop-7c41$/);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('az group show -n rg- -o table');
  for (let back = 0; back < ' -o table'.length; back += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => screenText(page)).toMatch(/rg-payroll\s+rg-shop/);
  await page.keyboard.type('p');
  await page.keyboard.press('Tab');
  await expect.poll(() => screenText(page)).toMatch(/az group show -n rg-payroll -o table$/);
});

it('runs a pasted script line by line: notes, loops, here-documents, a newline at the end', async () => {
  const page = await openLab(site);
  await openShell(page);
  const script = [
    '# three groups of lines',
    'for i in 1 2; do',
    '  echo "round $i"',
    'done',
    "cat > greet.sh <<'END'",
    'echo "hello, $1"',
    'END',
    'bash greet.sh you   # at the end',
    'echo "both',
    'lines"',
    '',
  ].join('\n');
  await paste(page, script);
  await expect.poll(() => screenText(page)).toContain('lines"');
  await page.keyboard.press('Enter');
  await expect.poll(() => screenText(page)).toMatch(/round 1\nround 2\nhello, you\nboth\nlines\n.* \]\$$/);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => screenText(page)).toContain('for i in 1 2; do');
  await page.keyboard.press('Control+c');
  expect(await typeLine(page, 'echo again; !!')).toBeTruthy();
});

it.each([1280, 390])('takes files in and hands them out, at %i', async (width) => {
  const page = await opened(width);
  const buffer = Buffer.from('name,role\nada,owner\n');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload …' }).click();
  await (await choosing).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await page.getByText('/people.csv uploaded, 20 bytes.').waitFor();
  if (width < 600) await page.getByRole('button', { name: 'Download …' }).tap();
  else {
    await page.locator('.terminal-screen').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await pressTo(page, { role: 'button', name: 'Download …' });
    await page.keyboard.press('Enter');
  }
  await page.getByLabel('File of the shell').fill('people.csv');
  const [handed] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect([handed.suggestedFilename(), readFileSync(await handed.path(), 'utf8')]).toEqual([
    'people.csv',
    buffer.toString(),
  ]);
  const big = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload …' }).click();
  await (
    await big
  ).setFiles({ name: 'big.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(5_000_000) });
  await page.getByText('big.bin has 4.8 MB; a file of up to 4 MB can be uploaded.').waitFor();
  await site.state(page, `shell: files at ${width}`);
});

it('hands a file out by `download`', async () => {
  const page = await openLab(site);
  await openShell(page);
  await typeLine(page, 'echo from the shell > out.txt');
  const handing = page.waitForEvent('download');
  await typeLine(page, 'download out.txt');
  expect(readFileSync(await (await handing).path(), 'utf8')).toBe('from the shell\n');
});

it('leads on to a host of the tenant, and stays there over a reload', async () => {
  const page = await openLab(site);
  await openShell(page);
  await typeLine(page, 'az appservice plan create -g rg-shop -n plan-linux --is-linux --sku B1 -o none');
  await typeLine(page, 'az webapp create -g rg-shop -p plan-linux -n app-side-9 --runtime NODE:24-lts -o none');
  await typeLine(page, 'az webapp identity assign -g rg-shop -n app-side-9 -o none');
  await page.keyboard.type('az webapp ssh -g rg-shop -n app-side-9\n');
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(/root@app-side-9:~#$/);
  await page.keyboard.type(
    'curl -s -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=https://vault.azure.net" | jq -r .token_type\n',
  );
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(/\nBearer\nroot@app-side-9:~#$/);
  await reopened(page);
  expect(await screenText(page)).toMatch(/root@app-side-9:~#$/);
  await page.keyboard.type('exit\n');
  await expect.poll(() => screenText(page)).toMatch(/You have left app-side-9\.\n\S+ \[ ~ \]\$$/);
});
