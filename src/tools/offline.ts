// After the build: a service worker that knows every file of the site.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names that carry a hash of their content, as sources of regular expressions over the path inside the site. */
export const hashedNames = ['^_astro/', '^(engine|labs)/[^/]+-[0-9a-f]{16}\\.js$'];

const template = fileURLToPath(new URL('./service-worker.js', import.meta.url));
const notCached = new Set(['sw.js', 'offline-files.json']);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Every file under a folder, as sorted paths with forward slashes. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/**
 * Text of the worker for a site of these files (path -> hash of the bytes). Any changed byte of the site changes the text,
 * which is how a browser learns of a new build.
 */
export const workerFor = (files: Record<string, string>): string => {
  const code = readFileSync(template, 'utf8');
  const version = sha256(code + JSON.stringify(files));
  const facts = { VERSION: version, FILES: files, HASHED: hashedNames };
  const head = Object.entries(facts).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  return `${head.join('\n')}\n${code}`;
};

/** Writes sw.js into a built site, and the list that the next version reads of this one. Returns how many files it names. */
export const writeServiceWorker = (dist: string): number => {
  const paths = filesOf(dist).filter((path) => !notCached.has(path));
  const files = Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join(dist, path)))]));
  const list = `${JSON.stringify(files)}\n`;
  writeFileSync(join(dist, 'offline-files.json'), list);
  writeFileSync(join(dist, 'sw.js'), workerFor({ ...files, 'offline-files.json': sha256(list) }));
  return paths.length;
};
