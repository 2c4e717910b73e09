// Each lab as one content-hashed ES module: definition, checks and compiled start. Pages, graders and servers load the same file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { labIds, loadLab } from './lab-start.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'src/public/labs');

/** labs.json: lab id to its file in that folder. */
export type LabManifest = Record<string, { file: string; sha256: string; title: string; gzBytes: number }>;

const writeWhole = (path: string, content: string | Uint8Array) => {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
};

/** Builds every lab and gives the manifest. Throws when a lab's start fails. */
export async function buildLabs(): Promise<LabManifest> {
  const { build } = await import('esbuild');
  mkdirSync(folder, { recursive: true });
  const manifest: LabManifest = {};
  for (const id of labIds()) {
    if (!existsSync(join(root, 'labs', id, 'lab.ts'))) continue;
    const { lab, start } = await loadLab(id);
    const contents = [
      `import { lab } from './labs/${id}/lab.ts';`,
      `import { checks } from './labs/${id}/checks.ts';`,
      `export const module = { lab, checks, start: ${JSON.stringify(start)} };`,
    ].join('\n');
    const result = await build({
      stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: `${id}.ts` },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      target: 'es2023',
      minify: true,
      charset: 'utf8',
      write: false,
      absWorkingDir: root,
    });
    const bytes = result.outputFiles[0]?.contents;
    if (!bytes) throw new Error(`esbuild wrote nothing for lab ${id}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = `${id}-${sha256.slice(0, 16)}.js`;
    if (!existsSync(join(folder, file))) writeWhole(join(folder, file), bytes);
    manifest[id] = { file, sha256, title: lab.title, gzBytes: gzipSync(bytes, { level: 9 }).length };
  }
  const kept = new Set([...Object.values(manifest).map(({ file }) => file), 'labs.json']);
  for (const name of readdirSync(folder))
    if (/-[0-9a-f]{16}\.js$/.test(name) && !kept.has(name)) rmSync(join(folder, name), { force: true });
  writeWhole(join(folder, 'labs.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [id, { file, gzBytes }] of Object.entries(await buildLabs())) {
    console.log(`lab      ${id}  ${file}  ${(gzBytes / 1024).toFixed(1)} KB gz`);
  }
}
