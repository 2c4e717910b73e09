// Plain JavaScript for Node 20, no packages: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, findNode, root } from './run.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * Packages of the lockfile that node_modules lacks or has in another version, as paths ("node_modules/astro").
 * npm writes what it installed to node_modules/.package-lock.json; optional packages of other platforms may be absent.
 */
export const missingPackages = (folder = root) => {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const record = join(folder, 'node_modules/.package-lock.json');
  const present = existsSync(record) ? packagesOf(record) : {};
  return Object.entries(wanted)
    .filter(([path, { version, optional, link }]) => {
      if (path === '' || link) return false;
      const found = present[path];
      return found === undefined ? !optional : found.version !== version;
    })
    .map(([path]) => path);
};

/** Runs npm with the Node and the npm that started us, else the npm on PATH; everything it says goes to stderr. */
const npm = (args) => {
  const path = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  if (path !== undefined && /\.c?js$/.test(path)) return spawn(process.execPath, [path, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
};

/** Installs what is missing. Throws an Error with a sentence for the reader where that cannot be done. */
export const ensureInstalled = async () => {
  if (missingPackages().length > 0) {
    console.error('Installing packages (npm ci) ...');
    const code = await exitCode(npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']));
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}; see its words above.`);
  }
  if (findNode() === undefined) {
    throw new Error(
      `Node ${process.versions.node} is too old to build the site, and no newer one could be installed for ` +
        `${process.platform}-${process.arch}. Install Node 22.18 or newer and try again.`,
    );
  }
};
