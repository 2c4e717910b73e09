import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEngine, hasEngine } from './engine-artefact.ts';
import { exitCode, root, start } from './run.mjs';

const SOURCES = /\/(?:src\/(?:kernel|services|tenant|lab)|labs)\/.*(?<!\.test)\.(?:ts|json|azcli)$/;
const labs = join(root, 'src/tools/build-labs.ts');

/** In a process of its own: this one would remember the modules of a lab as they were first read. */
const buildLabs = () => (existsSync(labs) ? exitCode(start('node', [labs], { cwd: root })) : undefined);

/** Vite plugin. `npm run dev` has an engine and labs too, and new ones after each change of their sources. */
export const engineInDev = () => ({
  name: 'engine-in-dev',
  apply: 'serve',
  async configureServer(server) {
    if (!hasEngine()) return;
    // A mistake in the sources must not end the server: the next change may mend it.
    const complain = (error) => server.config.logger.error(error.message);
    const make = () => ensureEngine().then(buildLabs);
    let running = make().catch(complain);
    await running;
    server.watcher.on('change', (path) => {
      // What is built here lies under a folder of the same name; hearing of it would never end.
      if (!SOURCES.test(path) || path.includes('/src/public/')) return;
      running = running
        .then(make)
        .then(() => server.ws.send({ type: 'full-reload' }))
        .catch(complain);
    });
  },
});
