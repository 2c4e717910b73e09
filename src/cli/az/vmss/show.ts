import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { scaleSetPath, scaleSetRow } from './scale-set.ts';

export const vmssShow = implement('vmss show', {
  takes: { resourceGroup: 'text', name: 'text', instanceId: 'text?' },
  run: async ({ resourceGroup, name, instanceId }, az) => {
    if (instanceId === undefined)
      return shape('VirtualMachineScaleSet', await az.arm.get(await scaleSetPath(az, resourceGroup, name)));
    const path = await scaleSetPath(az, resourceGroup, name, `/virtualMachines/${instanceId}`);
    return shape('VirtualMachineScaleSetVM', await az.arm.get(path));
  },
  table: scaleSetRow,
});
