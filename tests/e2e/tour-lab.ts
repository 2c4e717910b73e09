import { build } from 'esbuild';
import type { Page } from 'playwright';
import { root } from '#tools/run.mjs';
import { loadLab } from '#tools/lab-start.ts';
import type { StartStep } from '#lab/define.ts';
import { subscriptionIdFor, tenantIdFor } from '#tenant/seed.ts';
import { furniture } from './tour-furniture.ts';

/** The lesson's lab with one resource of each type, as the module that the page loads in its place. */
export const tourModule = async (): Promise<string> => {
  const { lab, start } = await loadLab('first-identity');
  const subscription = `/subscriptions/${subscriptionIdFor(lab.seed)}`;
  const extra = furniture(subscription, tenantIdFor(lab.seed)).map(([method, url, body]): StartStep => ({
    request: {
      method,
      url: url.startsWith('/') ? `https://management.azure.com${url}` : url,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  }));
  // Who reads sign-in logs needs a role in the directory, too.
  const contents = [
    `import { lab } from './labs/first-identity/lab.ts';`,
    `import { checks } from './labs/first-identity/checks.ts';`,
    `const users = lab.seed.users.map((one) => (one.signIn ? { ...one, directoryRole: 'Global Administrator' } : one));`,
    `export const module = { lab: { ...lab, seed: { ...lab.seed, users } }, checks, start: ${JSON.stringify([...start, ...extra, { wait: 1_800_000 }])} };`,
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: 'tour.ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    write: false,
    absWorkingDir: root,
  });
  return outputFiles[0]?.text ?? '';
};

/** Puts that module in the place of the lesson's lab. Call before the lab is opened. */
export const furnish = (page: Page, module: string): Promise<unknown> =>
  page
    .context()
    .route(/\/labs\/first-identity-[0-9a-f]{16}\.js$/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: module }),
    );
