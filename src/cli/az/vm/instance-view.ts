import { implement } from '../implement.ts';
import { at, list, member } from '../json.ts';
import { shape } from '../shape.ts';
import { readInstanceView } from './machine.ts';

export const vmGetInstanceView = implement('vm get-instance-view', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => shape('VirtualMachine', await readInstanceView(az, resourceGroup, name)),
  table: (machine) => ({
    Name: member(machine, 'name') ?? null,
    ResourceGroup: member(machine, 'resourceGroup') ?? null,
    Location: member(machine, 'location') ?? null,
    ProvisioningState: member(machine, 'provisioningState') ?? null,
    PowerState: member(list(at(machine, 'instanceView', 'statuses'))[1], 'displayStatus') ?? null,
  }),
});
