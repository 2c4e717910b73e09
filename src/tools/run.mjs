#!/usr/bin/env node
// Plain JavaScript for Node 20: runs a tool of ours with a Node new enough for the stack.
//   node src/tools/run.mjs node file.ts args...     node src/tools/run.mjs vitest run
// Several platform packages of Node share one bin name, and npm 10 then links none of them; hence no reliance on .bin/node.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Is this version ("22.18.0") one that runs .ts files without a flag? */
export const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
};

/** The path of a Node that runs .ts files: the host's own if it can, else the one that `npm ci` brought. Undefined if neither. */
export const findNode = () => {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const modules = join(root, 'node_modules');
  const packages = existsSync(modules) ? readdirSync(modules).filter((name) => name.startsWith('node-')) : [];
  return packages
    .flatMap((name) => [join(modules, name, 'bin/node'), join(modules, name, 'bin/node.exe')])
    .find((path) => existsSync(path));
};

const findBin = (name) => {
  // A package's own file, not the .bin shim: the shim would start the host's Node again.
  const owner = { astro: 'astro', tsc: 'typescript', playwright: 'playwright' }[name] ?? name;
  const manifest = join(root, 'node_modules', owner, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = typeof bin === 'string' ? bin : (bin?.[name] ?? Object.values(bin ?? {})[0]);
  return file === undefined ? undefined : join(dirname(manifest), file);
};

// These tools look for their configuration at the top of the repository, which we keep clear.
const config = {
  vitest: ['--config', join(root, 'tests/vitest.config.ts')],
  eslint: ['--config', join(root, 'src/tools/eslint.config.mjs')],
};

/** Starts `name` ("node" or a package's bin) under the new Node. Options as for child_process.spawn; cwd stays the caller's. */
export const start = (name, args, options = {}) => {
  const node = findNode();
  if (node === undefined) {
    throw new Error('No Node 22.18 or newer was found, neither here nor in node_modules. Run `npm ci` first.');
  }
  const bin = name === 'node' ? undefined : findBin(name);
  if (name !== 'node' && bin === undefined) throw new Error(`${name} is not installed. Run \`npm ci\` first.`);
  const ours = config[name] ?? [];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...options.env };
  env.PATH = dirname(node) + delimiter + (env.PATH ?? '');
  return spawn(node, bin === undefined ? args : [bin, ...args, ...(args.includes('--config') ? [] : ours)], {
    stdio: 'inherit',
    ...options,
    env,
  });
};

/** Exit code of a finished child, as a shell would give it: 128 + signal where a signal ended it. */
export const exitCode = (child) =>
  new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });

/** Sends the signals that end us on to the child, so that nothing is left running; once it has ended they end us again. */
export const passSignals = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const pass = () => child.kill(signal);
    process.on(signal, pass);
    child.once('close', () => process.removeListener(signal, pass));
  }
};

/** Is this module the program that was started? */
export const isMain = (url) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);

if (isMain(import.meta.url)) {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) {
    console.error('usage: node src/tools/run.mjs <node|bin> [args...]');
    process.exit(2);
  }
  try {
    const child = start(name, args);
    passSignals(child);
    process.exitCode = await exitCode(child);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 3;
  }
}
