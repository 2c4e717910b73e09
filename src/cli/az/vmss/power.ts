import type { Az } from '../context.ts';
import { implement } from '../implement.ts';
import { compact } from '../json.ts';
import { scaleSetPath } from './scale-set.ts';

interface Order {
  resourceGroup: string;
  name: string;
  instanceIds: string[] | undefined;
  noWait: boolean;
}

/** Sends an order about instances, all of them unless some are named. */
async function send(az: Az, below: string, given: Order, query = ''): Promise<undefined> {
  const { resourceGroup, name, instanceIds, noWait } = given;
  const path = (await scaleSetPath(az, resourceGroup, name, below)).replace('?', `?${query}`);
  const body = { instanceIds: instanceIds ?? ['*'] };
  if (noWait) await az.arm.call('POST', path, body);
  else await az.arm.finish('POST', path, body);
  return undefined;
}

const takes = { resourceGroup: 'text', name: 'text', instanceIds: 'texts?', noWait: 'flag' } as const;

export const vmssStart = implement('vmss start', { takes, run: (given, az) => send(az, '/start', given) });
export const vmssRestart = implement('vmss restart', { takes, run: (given, az) => send(az, '/restart', given) });
export const vmssUpdateInstances = implement('vmss update-instances', {
  takes,
  run: (given, az) => send(az, '/manualupgrade', given),
});

export const vmssStop = implement('vmss stop', {
  takes: { ...takes, skipShutdown: 'flag' },
  run: ({ skipShutdown, ...given }, az) => {
    az.warn(
      'About to power off the VMSS instances...\nThey will continue to be billed. To deallocate VMSS instances, run: az vmss deallocate.',
    );
    return send(az, '/poweroff', given, `skipShutdown=${skipShutdown}&`);
  },
});

/** One instance alone is deallocated at its own address. */
export const vmssDeallocate = implement('vmss deallocate', {
  takes,
  run: async ({ resourceGroup, name, instanceIds, noWait }, az) => {
    const [only, ...more] = instanceIds ?? [];
    const alone = only !== undefined && more.length === 0;
    const below = alone ? `/virtualMachines/${only}/deallocate` : '/deallocate';
    const path = await scaleSetPath(az, resourceGroup, name, below);
    const body = alone ? undefined : compact({ instanceIds });
    if (noWait) await az.arm.call('POST', path, body);
    else await az.arm.finish('POST', path, body);
    return undefined;
  },
});
