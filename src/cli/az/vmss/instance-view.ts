import { implement } from '../implement.ts';
import { at, list, member } from '../json.ts';
import { shape } from '../shape.ts';
import { scaleSetPath } from './scale-set.ts';

export const vmssGetInstanceView = implement('vmss get-instance-view', {
  takes: { resourceGroup: 'text', name: 'text', instanceId: 'text?' },
  run: async ({ resourceGroup, name, instanceId }, az) => {
    if (instanceId === undefined || instanceId === '') {
      const view = await az.arm.get(await scaleSetPath(az, resourceGroup, name, '/instanceView'));
      return shape('VirtualMachineScaleSetInstanceView', view);
    }
    if (instanceId !== '*') {
      const path = await scaleSetPath(az, resourceGroup, name, `/virtualMachines/${instanceId}/instanceView`);
      return shape('VirtualMachineScaleSetVMInstanceView', await az.arm.get(path));
    }
    const path = await scaleSetPath(az, resourceGroup, name, '/virtualMachines');
    const query = '$select=instanceView&$expand=instanceView&';
    const instances = await az.arm.list(path.replace('?', `?${query}`));
    return instances.map((one) => shape('VirtualMachineScaleSetVMInstanceView', at(one, 'properties', 'instanceView')));
  },
  table: (view) => {
    const statuses = list(member(view, 'statuses') ?? null);
    return {
      ProvisioningState: member(statuses[0], 'displayStatus') ?? null,
      PowerState: member(statuses[1], 'displayStatus') ?? null,
    };
  },
});
