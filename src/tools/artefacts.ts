// What was built, by name: engines and labs, for graders and servers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Engine from '#lab/engine.ts';
import type { LabModule } from '#lab/define.ts';
import type { Loaders } from '#grader/loaders.ts';
import { buildLabs, type LabManifest } from './build-labs.ts';
import { ensureEngine } from './engine-artefact.ts';
import { nativeSha256 } from './native-sha256.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const engines = join(root, 'src/public/engine');
const labs = join(root, 'src/public/labs');
const engineName = /^engine-[0-9a-f]{16}\.js$/;

const manifest = async (): Promise<LabManifest> => {
  await ensureEngine();
  return buildLabs();
};

/** Loads by name only: what a submission says is never a path. */
export const loaders: Loaders = {
  async engine(file) {
    await ensureEngine();
    const path = join(engines, file);
    if (!engineName.test(file) || !existsSync(path)) return undefined;
    const engine = (await import(pathToFileURL(path).href)) as typeof Engine;
    // Engines that are kept from earlier hash by themselves.
    if ('hashWith' in engine) engine.hashWith(nativeSha256);
    return engine;
  },
  async lab(id, hash) {
    const built = Object.entries(await manifest()).find(([name, { sha256 }]) => name === id && sha256 === hash)?.[1];
    if (!built) return undefined;
    const { module } = (await import(pathToFileURL(join(labs, built.file)).href)) as { module: LabModule };
    return module;
  },
  async present() {
    const built = await manifest();
    return {
      engines: readdirSync(engines).filter((name) => engineName.test(name)),
      labs: Object.entries(built).map(([id, { sha256 }]) => ({ id, hash: sha256 })),
    };
  },
};

/** The manifest of the labs as it was last written, without building anything. */
export const readLabManifest = (): LabManifest =>
  JSON.parse(readFileSync(join(labs, 'labs.json'), 'utf8')) as LabManifest;
