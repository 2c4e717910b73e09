#!/usr/bin/env node
// `npm test`, or `npm test -- unit labs` for some stages only. The last line says how many tests passed and failed.
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { chosen, runStage, stages } from './stages.mjs';

const table = (results) => {
  const line = (cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(9))).join('');
  const rows = results.map(({ name, passed, failed, seconds }) => [
    name,
    `${passed}`,
    `${failed}`,
    `${seconds.toFixed(1)} s`,
  ]);
  return [['stage', 'passed', 'failed', 'time'], ...rows].map(line).join('\n');
};

const finish = (passed, failed) => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
};

const wanted = chosen(process.argv.slice(2));
if (wanted === undefined) {
  console.error(`usage: npm test -- [${stages.map(({ name }) => name).join(' ')}]`);
  process.exit(2);
}
try {
  await ensureInstalled();
  const needsBrowser = wanted.some(({ name }) => name === 'e2e' || name === 'long');
  const env = needsBrowser ? { CHROME_PATH: await ensureBrowser() } : {};
  const results = [];
  for (const stage of wanted) {
    console.log(`\n== ${stage.name}`);
    results.push(await runStage(stage, env));
  }
  console.log(`\n${table(results)}\n`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  finish(sum('passed'), sum('failed'));
} catch (error) {
  console.error(error.message);
  finish(0, 1);
}
