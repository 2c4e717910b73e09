import type { Az } from '../context.ts';
import { implement } from '../implement.ts';
import { COMPUTE_VERSION, machinePath } from './machine.ts';

/** Sends a POST that takes a while; `noWait` leaves it at the first answer. */
async function act(az: Az, path: string, noWait: boolean, via?: 'operation'): Promise<undefined> {
  if (noWait) await az.arm.call('POST', path);
  else await az.arm.finish('POST', path, undefined, via);
  return undefined;
}

/** The commands that az generates from the service's description use a version of their own and fetch no result. */
const generated = (verb: 'start' | 'deallocate') =>
  implement(`vm ${verb}`, {
    takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
    run: async ({ resourceGroup, name, noWait }, az) =>
      act(az, `${await machinePath(az, resourceGroup, name)}/${verb}?api-version=2022-11-01`, noWait, 'operation'),
  });

export const vmStart = generated('start');
export const vmDeallocate = generated('deallocate');

export const vmRestart = implement('vm restart', {
  takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, noWait }, az) =>
    act(az, `${await machinePath(az, resourceGroup, name)}/restart?api-version=${COMPUTE_VERSION}`, noWait),
});

export const vmStop = implement('vm stop', {
  takes: { resourceGroup: 'text', name: 'text', noWait: 'flag', skipShutdown: 'flag' },
  run: async ({ resourceGroup, name, noWait, skipShutdown }, az) => {
    az.warn(
      'About to power off the specified VM...\nIt will continue to be billed. To deallocate a VM, run: az vm deallocate.',
    );
    const path = `${await machinePath(az, resourceGroup, name)}/powerOff`;
    return act(az, `${path}?skipShutdown=${skipShutdown}&api-version=${COMPUTE_VERSION}`, noWait);
  },
});
