import { armTime } from '#kernel/clock.ts';
import type { Machine, MachineRow } from './models.ts';
import { recordIn } from './metadata.ts';

type Shape = Record<string, unknown>;

const displayed = { running: 'VM running', stopped: 'VM stopped', deallocated: 'VM deallocated' } as const;

/** How it stands with a machine now. Source: REST API "Virtual Machines - Instance View". */
export function instanceView(machine: Machine, row: MachineRow | undefined): Shape {
  const power = row?.power ?? 'running';
  return {
    ...(power === 'running' && { computerName: recordIn(machine.properties, 'osProfile')['computerName'] }),
    disks: [],
    statuses: [
      {
        code: 'ProvisioningState/succeeded',
        level: 'Info',
        displayStatus: 'Provisioning succeeded',
        time: armTime(machine.changedAt),
      },
      { code: `PowerState/${power}`, level: 'Info', displayStatus: displayed[power] },
    ],
  };
}

/** A machine as ARM shows it. Source: REST API "Virtual Machines - Get". */
export const machineShape = (machine: Machine, row: MachineRow | undefined, expanded = false): Shape => ({
  name: machine.name,
  id: machine.id,
  type: machine.type,
  location: machine.location,
  ...(machine.tags && { tags: machine.tags }),
  ...(machine.zones && { zones: machine.zones }),
  ...(machine.identity && machine.identity.type !== 'None' && { identity: machine.identity }),
  properties: {
    ...machine.properties,
    provisioningState: 'Succeeded',
    vmId: row?.vmId,
    ...(expanded && { instanceView: instanceView(machine, row) }),
    timeCreated: armTime(machine.createdAt),
  },
});
