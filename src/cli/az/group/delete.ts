import { defineCommand } from '../define.ts';
import { groupName, noWait, yes } from '../parameters.ts';
import { quote } from '../arm.ts';

export const groupDelete = defineCommand({
  words: 'group delete',
  summary: 'Delete a resource group.',
  confirm: 'Are you sure you want to perform this operation?',
  parameters: {
    name: groupName,
    forceDeletionTypes: {
      short: 'f',
      choices: [
        'Microsoft.Compute/virtualMachines',
        'Microsoft.Compute/virtualMachineScaleSets',
        'Microsoft.Databricks/workspaces',
      ],
      help: 'The resource types you want to force delete.',
    },
    yes,
    noWait,
  },
  examples: [
    { says: 'Delete a resource group.', line: 'az group delete -n MyResourceGroup\n' },
    {
      says: 'Force delete all the Virtual Machines in a resource group.',
      line: 'az group delete -n MyResourceGroup --force-deletion-types Microsoft.Compute/virtualMachines\n',
    },
  ],
  run: async ({ name, forceDeletionTypes, noWait }, az) => {
    const forced = forceDeletionTypes === undefined ? '' : `forceDeletionTypes=${quote(forceDeletionTypes)}&`;
    const path = `${await az.root()}/resourcegroups/${name}?${forced}api-version=2024-11-01`;
    if (noWait) await az.arm.call('DELETE', path);
    else await az.arm.finish('DELETE', path);
    return undefined;
  },
});
