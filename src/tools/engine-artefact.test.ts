import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureEngine } from './engine-artefact.ts';

it('is one file named after its own bytes, with a manifest beside it', async () => {
  const { path, hash, manifest } = await ensureEngine();
  const bytes = readFileSync(path);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  expect(basename(path)).toBe(`engine-${hash.slice(0, 16)}.js`);
  expect(JSON.parse(readFileSync(join(dirname(path), 'engine.json'), 'utf8'))).toEqual(manifest);
  expect(manifest).toMatchObject({ file: basename(path), sha256: hash, bytes: bytes.length });
});

// The whole tenant is in it, every service with its sentences: it is loaded once, when a learner opens a lab, and kept.
it('is at most 384 KB compressed, with its role data', async () => {
  expect((await ensureEngine()).manifest.gzBytes).toBeLessThanOrEqual(384 * 1024);
});

it('is not built again while nothing has changed', async () => {
  const { path, hash } = await ensureEngine();
  const { mtimeMs } = statSync(path);
  expect((await ensureEngine()).hash).toBe(hash);
  expect(statSync(path).mtimeMs).toBe(mtimeMs);
});
