import type { Service } from '#kernel/define.ts';
import { agent, machines, tokenPath } from './models.ts';
import { agentOperations } from './operations/agent.ts';
import { machineOperations } from './operations/machines.ts';
import { runCommandOperations } from './operations/run-command.ts';
import { agentSurface } from './surface.ts';

export { arcAcquisitionMachine } from './arc-acquisition.machine.ts';

const local = `http://${agent.replace('127.0.0.1', 'localhost')}`;

/** Azure Arc-enabled servers: machines outside Azure that have a system-assigned identity. */
export const hybridCompute: Service = {
  namespace: 'Microsoft.HybridCompute',
  surfaces: [agentSurface],
  operations: [...machineOperations, ...runCommandOperations, ...agentOperations],
  environment: (view, host) =>
    machines.find(view, host) && { IDENTITY_ENDPOINT: `${local}${tokenPath}`, IMDS_ENDPOINT: local },
};
