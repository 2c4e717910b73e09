// The engine: kernel, services, tenant, check runtime and role data as one ES module, the same file for page, worker and grader.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const entry = 'src/lab/engine.ts';
const folder = join(root, 'src/public/engine');
const manifestPath = join(folder, 'engine.json');
const stampPath = join(root, '.cache/engine-inputs.json');

/** What engine.json says, next to the engine: file name in that folder, SHA-256 in hex, sizes in bytes. */
export interface EngineManifest {
  file: string;
  sha256: string;
  bytes: number;
  gzBytes: number;
}

/** The engine on disk: absolute path, SHA-256 in hex of its bytes, and its manifest. */
export interface EngineArtefact {
  path: string;
  hash: string;
  manifest: EngineManifest;
}

/** zod brings its messages in fifty languages; the engine speaks one. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    })),
};

/** Options are part of the artefact: same sources and same options give the same bytes on every machine. */
const options: BuildOptions = {
  entryPoints: [entry],
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['import', 'module'],
  target: 'es2023',
  minify: true,
  charset: 'utf8',
  legalComments: 'eof',
  treeShaking: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
  write: false,
  metafile: true,
  outfile: 'engine.js',
  plugins: [oneLanguage],
};

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

const stampOf = (inputs: string[]) =>
  Object.fromEntries(
    inputs.map((path) => {
      const full = join(root, path);
      return [path, existsSync(full) ? `${statSync(full).size}:${sha256(readFileSync(full))}` : 'gone'];
    }),
  );

const readJson = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

const current = (): EngineArtefact | undefined => {
  const stamp = readJson(stampPath) as { options: string; inputs: Record<string, string> } | undefined;
  const manifest = readJson(manifestPath) as EngineManifest | undefined;
  if (stamp === undefined || manifest === undefined || stamp.options !== JSON.stringify(options)) return undefined;
  const path = join(folder, manifest.file);
  if (!existsSync(path) || sha256(readFileSync(path)) !== manifest.sha256) return undefined;
  const fresh = JSON.stringify(stampOf(Object.keys(stamp.inputs))) === JSON.stringify(stamp.inputs);
  return fresh ? { path, hash: manifest.sha256, manifest } : undefined;
};

/** Written beside and renamed, since several test processes may build at once (to the same bytes). */
const writeWhole = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
};

/** Is there an engine to build at all? */
export const hasEngine = () => existsSync(join(root, entry));

/**
 * The engine of the sources as they are now; built only if it is absent or a source has changed.
 * Throws where the sources do not bundle.
 */
export const ensureEngine = async (): Promise<EngineArtefact> => {
  const present = current();
  if (present !== undefined) return present;
  const { build } = await import('esbuild');
  const result = await build(options);
  const bytes = result.outputFiles?.[0]?.contents;
  if (bytes === undefined || result.metafile === undefined) throw new Error('esbuild wrote no engine');
  const outside = Object.values(result.metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  if (outside.length > 0) throw new Error(`the engine must be one file, but imports ${outside.join(', ')}`);
  const hash = sha256(bytes);
  const file = `engine-${hash.slice(0, 16)}.js`;
  const manifest = { file, sha256: hash, bytes: bytes.length, gzBytes: gzipSync(bytes, { level: 9 }).length };
  writeWhole(join(folder, file), bytes);
  writeWhole(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  const inputs = stampOf(Object.keys(result.metafile.inputs).sort());
  writeWhole(stampPath, JSON.stringify({ options: JSON.stringify(options), inputs }));
  for (const name of readdirSync(folder)) {
    if (/^engine-[0-9a-f]{16}\.js$/.test(name) && name !== file) rmSync(join(folder, name), { force: true });
  }
  return { path: join(folder, file), hash, manifest };
};
