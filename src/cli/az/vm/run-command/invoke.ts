import { implement } from '../../implement.ts';
import { COMPUTE_VERSION, machinePath } from '../machine.ts';
import { runOnMachine } from './run-on-machine.ts';

export const vmRunCommandInvoke = implement('vm run-command invoke', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    commandId: 'text',
    scripts: 'texts?',
    parameters: 'texts?',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, noWait, ...command }, az) =>
    runOnMachine(
      az,
      `${await machinePath(az, resourceGroup, name)}/runCommand?api-version=${COMPUTE_VERSION}`,
      command,
      noWait,
    ),
});
