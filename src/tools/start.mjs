#!/usr/bin/env node
// `npm start`: installs what is missing, builds, serves the site on loopback and prints its address.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { exitCode, passSignals, root, start } from './run.mjs';
import { serveStatic } from './static-server.mjs';

try {
  await ensureInstalled();
  const build = start('node', [join(root, 'src/tools/build.mjs')], { cwd: root });
  passSignals(build);
  const code = await exitCode(build);
  if (code !== 0) process.exit(code);
  const base = process.env.BASE_PATH;
  const port = Number(process.env.PORT || 4321);
  const { url } = await serveStatic({ folder: join(root, 'dist'), base, port });
  console.log(`\nTenantlab is at ${url}  (Ctrl+C ends it)`);
} catch (error) {
  console.error(error.message);
  process.exit(3);
}
