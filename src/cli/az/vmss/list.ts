import { flattened } from '../flattened.ts';
import { implement } from '../implement.ts';
import { list } from '../json.ts';
import { computePath } from '../vm/machine.ts';
import { GENERATED_VERSION, scaleSetRow } from './scale-set.ts';

export const vmssList = implement('vmss list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const type = 'providers/Microsoft.Compute/virtualMachineScaleSets';
    return (await az.arm.list(`${scope}/${type}?api-version=${GENERATED_VERSION}`)).map(flattened);
  },
  table: (result) => list(result).map(scaleSetRow),
});

export const vmssListInstances = implement('vmss list-instances', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const set = await computePath(az, resourceGroup, 'virtualMachineScaleSets', name);
    return (await az.arm.list(`${set}/virtualMachines?api-version=${GENERATED_VERSION}`)).map(flattened);
  },
});
