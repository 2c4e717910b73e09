import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { WAIT, waitFor } from '../wait.ts';
import { readInstanceView } from './machine.ts';

export const vmWait = implement('vm wait', {
  takes: { resourceGroup: 'text', name: 'text', ...WAIT },
  run: async ({ resourceGroup, name, ...wait }, az) =>
    waitFor(az, wait, async () => shape('VirtualMachine', await readInstanceView(az, resourceGroup, name))),
});
