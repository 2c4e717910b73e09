import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { COMPUTE_VERSION, machineDetails, machinePath, machineRow } from './machine.ts';

export const vmShow = implement('vm show', {
  takes: { resourceGroup: 'text', name: 'text', showDetails: 'flag' },
  run: async ({ resourceGroup, name, showDetails }, az) => {
    if (showDetails) return machineDetails(az, resourceGroup, name);
    const path = await machinePath(az, resourceGroup, name);
    return shape('VirtualMachine', await az.arm.get(`${path}?api-version=${COMPUTE_VERSION}`));
  },
  table: machineRow,
});
