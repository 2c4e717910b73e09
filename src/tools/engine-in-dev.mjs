import { ensureEngine, hasEngine } from './engine-artefact.ts';

const SOURCES = /\/src\/(kernel|services|tenant|lab)\/.*(?<!\.test)\.(ts|json)$/;

/** Vite plugin. `npm run dev` has an engine too, and a new one after each change of its sources. */
export const engineInDev = () => ({
  name: 'engine-in-dev',
  apply: 'serve',
  async configureServer(server) {
    if (!hasEngine()) return;
    await ensureEngine();
    let running = Promise.resolve();
    server.watcher.on('change', (path) => {
      if (!SOURCES.test(path)) return;
      running = running
        .then(ensureEngine)
        .then(() => server.ws.send({ type: 'full-reload' }))
        .catch((error) => server.config.logger.error(error.message));
    });
  },
});
