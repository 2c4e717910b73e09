import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { groupPath } from './group.ts';

const order = (verb: 'start' | 'restart') =>
  implement(`container ${verb}`, {
    takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
    run: async ({ resourceGroup, name, noWait }, az) => {
      const path = await groupPath(az, resourceGroup, name, `/${verb}`);
      if (noWait) await az.arm.call('POST', path);
      else await az.arm.finish('POST', path);
      return undefined;
    },
  });

export const containerStart = order('start');
export const containerRestart = order('restart');

export const containerStop = implement('container stop', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await az.arm.call('POST', await groupPath(az, resourceGroup, name, '/stop'));
    return undefined;
  },
});

export const containerDelete = implement('container delete', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const gone = await az.arm.finish('DELETE', await groupPath(az, resourceGroup, name));
    return gone === undefined ? undefined : shape('ContainerGroup', gone);
  },
});
