import { implement } from '../implement.ts';
import { compact } from '../json.ts';
import { scaleSetPath } from './scale-set.ts';

/** What only stopping takes. */
const STOPS = { skipShutdown: 'flag' } as const;

/** The commands that send an order about instances; all of them unless some are named. */
const order = (verb: string, below: string) =>
  implement(`vmss ${verb}`, {
    takes: { resourceGroup: 'text', name: 'text', instanceIds: 'texts?', noWait: 'flag', ...(verb === 'stop' && STOPS) },
    run: async ({ resourceGroup, name, instanceIds, noWait, skipShutdown = false }, az) => {
      if (verb === 'stop')
        az.warn(
          'About to power off the VMSS instances...\nThey will continue to be billed. To deallocate VMSS instances, run: az vmss deallocate.',
        );
      const [only, ...more] = instanceIds ?? [];
      const alone = verb === 'deallocate' && only !== undefined && more.length === 0;
      const address = await scaleSetPath(az, resourceGroup, name, alone ? `/virtualMachines/${only}${below}` : below);
      const path = verb === 'stop' ? address.replace('?', `?skipShutdown=${skipShutdown}&`) : address;
      const all = verb === 'deallocate' ? undefined : ['*'];
      const body = alone ? undefined : compact({ instanceIds: instanceIds ?? all });
      if (noWait) await az.arm.call('POST', path, body);
      else await az.arm.finish('POST', path, body);
      return undefined;
    },
  });

export const vmssStart = order('start', '/start');
export const vmssStop = order('stop', '/poweroff');
export const vmssRestart = order('restart', '/restart');
export const vmssDeallocate = order('deallocate', '/deallocate');
export const vmssUpdateInstances = order('update-instances', '/manualupgrade');
