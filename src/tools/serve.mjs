#!/usr/bin/env node
// `npm run serve`: installs what is missing and starts the server with a Node that can; stdout is the server's alone.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { exitCode, passSignals, root, start } from './run.mjs';
import { endWithParent } from './with-parent.mjs';

try {
  await ensureInstalled();
  const program = join(root, 'src/tools/serve-cli.ts');
  const child = start('node', ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)]);
  passSignals(child);
  endWithParent(() => child.kill('SIGTERM'));
  process.exitCode = await exitCode(child);
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
}
