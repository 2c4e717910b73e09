import { implement } from '../implement.ts';
import { computePath } from '../vm/machine.ts';
import { GENERATED_VERSION, scaleSetPath } from './scale-set.ts';

export const vmssDelete = implement('vmss delete', {
  takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, noWait }, az) => {
    const set = await computePath(az, resourceGroup, 'virtualMachineScaleSets', name);
    const path = `${set}?api-version=${GENERATED_VERSION}`;
    if (noWait) await az.arm.call('DELETE', path);
    else await az.arm.finish('DELETE', path);
    return undefined;
  },
});

export const vmssDeleteInstances = implement('vmss delete-instances', {
  takes: { resourceGroup: 'text', name: 'text', instanceIds: 'texts', noWait: 'flag' },
  run: async ({ resourceGroup, name, instanceIds, noWait }, az) => {
    const path = await scaleSetPath(az, resourceGroup, name, '/delete');
    if (noWait) await az.arm.call('POST', path, { instanceIds });
    else await az.arm.finish('POST', path, { instanceIds });
    return undefined;
  },
});
