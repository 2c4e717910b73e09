import { implement } from '../implement.ts';
import { list, text } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { shapes } from '../shape.ts';
import { COMPUTE_VERSION, machineDetails, machineRow } from './machine.ts';

export const vmList = implement('vm list', {
  takes: { resourceGroup: 'text?', showDetails: 'flag' },
  run: async ({ resourceGroup, showDetails }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const path = `${scope}/providers/Microsoft.Compute/virtualMachines?api-version=${COMPUTE_VERSION}`;
    const machines = await az.arm.list(path);
    if (!showDetails) return shapes('VirtualMachine', machines);
    const detailed = [];
    for (const machine of machines) {
      const group = parseResourceId(text(machine, 'id'))?.resourceGroup ?? '';
      detailed.push(await machineDetails(az, group, text(machine, 'name')));
    }
    return detailed;
  },
  table: (result) => list(result).map(machineRow),
});
