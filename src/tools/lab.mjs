#!/usr/bin/env node
// The bin `lab`: runs the grader with a Node that can, and writes nothing of its own to stdout.
import { join } from 'node:path';
import { exitCode, passSignals, root, start } from './run.mjs';

try {
  const program = join(root, 'src/tools/lab-cli.ts');
  const child = start('node', ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)]);
  passSignals(child);
  process.exitCode = await exitCode(child);
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
}
