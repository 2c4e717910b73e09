import { beforeAll, describe, expect, it } from 'vitest';
import type { LabModule } from '#lab/define.ts';
import { labIds, loadLab } from '#tools/lab-start.ts';
import { walkAtRandom } from '../replay/random-walks.ts';

const walks = 300;

describe.each(labIds())('a term of learners in %s', (id) => {
  let module: LabModule;
  beforeAll(async () => {
    module = await loadLab(id);
  });

  it(`${walks} random walks of 60 steps resume and grade as they were`, async () => {
    let entries = 0;
    for (let at = 0; at < walks; at += 1) entries += (await walkAtRandom(module, `long walk ${at}`, 60)).entries;
    console.log(`${id}: ${walks} walks, ${entries} entries`);
    expect(entries).toBeGreaterThan(walks * 40);
  });
});
