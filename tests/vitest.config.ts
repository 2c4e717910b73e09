import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One project per stage of `npm test`; a project without files passes, so that rooms can be filled one by one. */
const project = (name: string, include: string[], testTimeout = 20_000) => ({
  root,
  test: {
    name,
    include,
    exclude: [...configDefaults.exclude, 'dist/**', '.cache/**'],
    environment: 'node',
    testTimeout,
    hookTimeout: 60_000,
    // A busy machine draws late; a second, which is the default, is then too little.
    expect: { poll: { timeout: 15_000 } },
  },
});

export default defineConfig({
  root,
  cacheDir: fileURLToPath(new URL('../.cache/vite-test', import.meta.url)),
  test: {
    passWithNoTests: true,
    projects: [
      project('unit', ['src/**/*.test.ts', 'src/**/*.test.tsx']),
      project('labs', ['labs/**/*.test.ts', 'tests/labs.test.ts', 'tests/labs/**/*.test.ts'], 60_000),
      project('replay', ['tests/replay/**/*.test.ts', 'tests/replay.test.ts'], 60_000),
      project(
        'conformance',
        [
          'tests/conformance/**/*.test.ts',
          'tests/authorization/**/*.test.ts',
          'tests/az/**/*.test.ts',
          'tests/fuzz/**/*.test.ts',
          'tests/faults/**/*.test.ts',
          'tests/machines/**/*.test.ts',
        ],
        120_000,
      ),
      project('layers', ['tests/layers.test.ts', 'tests/layers/**/*.test.ts']),
      project('e2e', ['tests/e2e/**/*.test.ts'], 180_000),
      project('long', ['tests/long/**/*.test.ts'], 1_800_000),
    ],
  },
});
