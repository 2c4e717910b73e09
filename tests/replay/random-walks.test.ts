import { beforeAll, describe, expect, it } from 'vitest';
import type { LabModule } from '#lab/define.ts';
import { labIds, loadLab } from '#tools/lab-start.ts';
import { walkAtRandom } from './random-walks.ts';

describe.each(labIds())('random walks through %s resume and grade as they were', (id) => {
  let module: LabModule;
  beforeAll(async () => {
    module = await loadLab(id);
  });

  it.each(Array.from({ length: 8 }, (_, at) => `walk ${at}`))('%s', async (seed) => {
    const { entries, done } = await walkAtRandom(module, seed, 30);
    expect(entries).toBeGreaterThan(20);
    expect(Object.keys(done).length).toBeGreaterThan(4);
  });
});
