import { implement } from '../implement.ts';
import { at, isObject } from '../json.ts';
import { unshape } from '../shape.ts';
import { readForUpdate, writeMachine } from './update-machine.ts';

export const vmResize = implement('vm resize', {
  takes: { resourceGroup: 'text', name: 'text', size: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, size, noWait }, az) => {
    const machine = await readForUpdate(az, resourceGroup, name);
    const { hardwareProfile } = machine;
    if (at(hardwareProfile, 'vmSize') === size) {
      az.warn(`VM is already ${size}`);
      return undefined;
    }
    const resized = { ...(isObject(hardwareProfile) ? hardwareProfile : {}), vmSize: size };
    const body = unshape('VirtualMachine', { ...machine, hardwareProfile: resized, resources: null });
    return writeMachine(az, { resourceGroup, name, noWait, body });
  },
});
