// Plain JavaScript: what `npm test` runs, in order. A stage is a tool, or a project of tests/vitest.config.ts.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, root, start } from './run.mjs';

const tool = (name, bin, args) => ({ name, bin, args });
const tests = (name) => ({ name, project: name });

/** Every stage. `long` runs only when it is named. */
export const stages = [
  tool('format', 'prettier', ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.']),
  tool('lint', 'eslint', ['--cache', '--cache-location', '.cache/eslint/', '--max-warnings', '0', '.']),
  tool('types', 'astro', ['check', '--minimumFailingSeverity', 'warning', '--minimumSeverity', 'warning']),
  tool('build', 'node', ['src/tools/build.mjs']),
  tests('layers'),
  tests('unit'),
  tests('labs'),
  tests('replay'),
  tests('conformance'),
  tests('e2e'),
  tests('long'),
];

/** The stages to run for the words of the command line; e2e looks at dist/, so it brings the build. Undefined: an unknown word. */
export const chosen = (words) => {
  if (words.some((word) => !stages.some(({ name }) => name === word))) return undefined;
  if (words.length === 0) return stages.filter(({ name }) => name !== 'long');
  return stages.filter(({ name }) => words.includes(name) || (name === 'build' && words.includes('e2e')));
};

/** { passed, failed } of vitest's JSON report; a file that broke before its first test counts as one failure. */
export const countTests = (report) => {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
};

const runTests = async (project, env) => {
  const output = join(root, '.cache/test-reports', `${project}.json`);
  rmSync(output, { force: true });
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  const code = await exitCode(start('vitest', ['run', '--project', project, ...report], { cwd: root, env }));
  const counts = existsSync(output) ? countTests(JSON.parse(readFileSync(output, 'utf8'))) : { passed: 0, failed: 0 };
  // A failure that no test owns, such as an unhandled rejection, must not be lost.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** Runs one stage; a tool counts as one test. Returns { name, passed, failed, seconds }. */
export const runStage = async ({ name, bin, args, project }, env) => {
  const began = performance.now();
  const done = (counts) => ({ name, ...counts, seconds: (performance.now() - began) / 1000 });
  if (project !== undefined) return done(await runTests(project, env));
  const code = await exitCode(start(bin, args, { cwd: root, env }));
  return done(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
};
