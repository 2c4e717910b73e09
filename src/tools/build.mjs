#!/usr/bin/env node
// `npm run build`: engine, labs, pages, then what can only be done to finished pages. Runs with the new Node (see run.mjs).
// BASE_PATH: the folder of the host under which the site will lie. OUT_DIR: another folder than dist/.
import { existsSync, rmSync } from 'node:fs';
import { resolve, join } from 'node:path';
import { ensureEngine, hasEngine } from './engine-artefact.ts';
import { finishPages } from './finish-pages.ts';
import { writeServiceWorker } from './offline.ts';
import { exitCode, root, start } from './run.mjs';

// A site for visitors, whoever builds it: a test runner sets these for itself, and pages would take them for their own.
process.env.NODE_ENV = 'production';
for (const name of ['BASE_URL', 'DEV', 'MODE', 'PROD', 'SSR']) delete process.env[name];
const dist = resolve(root, process.env.OUT_DIR || 'dist');
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const run = async (name, args) => {
  const code = await exitCode(start(name, args, { cwd: root }));
  if (code !== 0) process.exit(code);
};

if (hasEngine()) {
  // esbuild has said what is wrong, file and line, before it throws.
  const { manifest } = await ensureEngine().catch(() => process.exit(1));
  console.log(`engine   ${manifest.file}  ${kb(manifest.bytes)}, ${kb(manifest.gzBytes)} gz`);
} else {
  console.log('engine   skipped: there is no src/lab/engine.ts');
}
const labs = join(root, 'src/tools/build-labs.ts');
if (existsSync(labs)) await run('node', [labs]);
rmSync(dist, { recursive: true, force: true });
await run('astro', ['build', '--silent']);
const pages = finishPages(dist, process.env.BASE_PATH);
const files = writeServiceWorker(dist);
console.log(`site     ${pages} pages, ${files} files, for ${process.env.BASE_PATH || '/'}`);
