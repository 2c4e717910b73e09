import { implement } from '../implement.ts';
import { COMPUTE_VERSION, machinePath } from './machine.ts';

export const vmDelete = implement('vm delete', {
  takes: { resourceGroup: 'text', name: 'text', forceDeletion: 'text?', noWait: 'flag' },
  run: async ({ resourceGroup, name, forceDeletion, noWait }, az) => {
    const force = forceDeletion === undefined ? '' : `forceDeletion=${forceDeletion}&`;
    const path = `${await machinePath(az, resourceGroup, name)}?${force}api-version=${COMPUTE_VERSION}`;
    if (noWait) await az.arm.call('DELETE', path);
    else await az.arm.finish('DELETE', path);
    return undefined;
  },
});
