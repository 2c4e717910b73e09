import { implement } from '../../implement.ts';
import { runOnMachine } from '../../vm/run-command/run-on-machine.ts';
import { scaleSetPath } from '../scale-set.ts';

export const vmssRunCommandInvoke = implement('vmss run-command invoke', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    instanceId: 'text',
    commandId: 'text',
    scripts: 'texts?',
    parameters: 'texts?',
  },
  run: async ({ resourceGroup, name, instanceId, ...command }, az) =>
    runOnMachine(az, await scaleSetPath(az, resourceGroup, name, `/virtualMachines/${instanceId}/runCommand`), command),
});
