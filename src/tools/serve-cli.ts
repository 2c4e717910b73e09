// The program behind `npm run serve`: hands the room the engine and the labs that are built here, once a lab is asked for.
import { hashWith } from '#kernel/sha256.ts';
import { main } from '#serve/main.ts';
import { nativeSha256 } from './native-sha256.ts';
import { root } from './run.mjs';
import { endWithParent } from './with-parent.mjs';

hashWith(nativeSha256);

const ended = new Promise<void>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => done());
  endWithParent(done);
});

process.exitCode = await main(
  process.argv.slice(2),
  {
    engine: async () => (await (await import('./engine-artefact.ts')).ensureEngine()).manifest.file,
    async lab(id) {
      const { loaders } = await import('./artefacts.ts');
      const hash = (await loaders.present()).labs.find((lab) => lab.id === id)?.hash;
      const module = hash === undefined ? undefined : await loaders.lab(id, hash);
      return hash !== undefined && module ? { module, hash } : undefined;
    },
    labIds: async () => (await (await import('./artefacts.ts')).loaders.present()).labs.map(({ id }) => id),
    logs: `${root}/.cache/serve`,
  },
  { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text), ended },
);
