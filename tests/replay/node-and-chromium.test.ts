import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loaders, readLabManifest } from '#tools/artefacts.ts';
import { ensureEngine } from '#tools/engine-artefact.ts';
import { ensureBrowser, launchArgs } from '#tools/browser.mjs';
import { openLab } from '#tools/lab-runner.ts';
import { labIds, labMistakes, labScript } from '#tools/lab-start.ts';
import { root } from '#tools/run.mjs';
import { serveStatic } from '#tools/static-server.mjs';

/** Every log that the labs' scripts make, graded by the built engine here and there. */
const cases = labIds().flatMap((id) => [
  [id, 'solution.azcli'],
  ...labMistakes(id).map((mistake) => [id, `mistakes/${mistake}.azcli`]),
]) as [string, string][];

describe('the same log gives the same tenant in Node and in Chromium', () => {
  let server: Awaited<ReturnType<typeof serveStatic>>;
  let browser: Browser;
  let page: Page;
  let engineFile: string;

  beforeAll(async () => {
    engineFile = (await ensureEngine()).manifest.file;
    await loaders.present();
    server = await serveStatic({ folder: join(root, 'src/public') });
    browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArgs });
    page = await browser.newPage();
    await page.goto(`${server.url}favicon.svg`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(cases)('%s: %s', async (id, script) => {
    const { file, sha256 } = readLabManifest()[id] ?? { file: '', sha256: '' };
    const module = await loaders.lab(id, sha256);
    const engine = await loaders.engine(engineFile);
    if (!module || !engine) throw new Error('engine or lab was not built');
    const { session, run } = await openLab(module, undefined, engineFile, sha256);
    await run(labScript(id, script));
    const text = await session.submission('both');
    const read = engine.readSubmission(text);
    const here = 'fault' in read ? read : engine.gradeSubmission(read, module, sha256);
    // As text: the test's transform would rewrite the imports of a function.
    const there: unknown = await page.evaluate(`(async () => {
      const { readSubmission, gradeSubmission } = await import(${JSON.stringify(`${server.url}engine/${engineFile}`)});
      const { module } = await import(${JSON.stringify(`${server.url}labs/${file}`)});
      const read = readSubmission(${JSON.stringify(text)});
      return 'fault' in read ? read : gradeSubmission(read, module, ${JSON.stringify(sha256)});
    })()`);
    expect(there).toEqual(here);
    expect(here).toMatchObject({ stateHash: session.edge.tenant.hash, entries: session.edge.tenant.entries.length });
  });
});
