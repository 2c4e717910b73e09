import { pathToFileURL } from 'node:url';
import { ensureEngine, hasEngine } from '#tools/engine-artefact.ts';
import type { Bench } from './run.ts';

export const rows: Bench = async () => {
  if (!hasEngine()) return [];
  const { path, manifest } = await ensureEngine();
  const began = performance.now();
  await import(pathToFileURL(path).href);
  const load = performance.now() - began;
  return [
    { what: 'engine, gzip -9', value: `${(manifest.gzBytes / 1024).toFixed(1)} KB` },
    { what: 'engine, load in Node', value: `${load.toFixed(0)} ms` },
  ];
};
