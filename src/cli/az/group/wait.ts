import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { waitFor, WAIT } from '../wait.ts';

export const groupWait = implement('group wait', {
  takes: { name: 'text', ...WAIT },
  run: async ({ name, ...wait }, az) => {
    const path = `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`;
    return waitFor(az, wait, async () => shape('ResourceGroup', await az.arm.get(path)));
  },
});
