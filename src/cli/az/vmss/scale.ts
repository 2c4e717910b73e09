import { implement } from '../implement.ts';
import { isObject } from '../json.ts';
import { shape, unshape } from '../shape.ts';
import { scaleSetPath } from './scale-set.ts';

export const vmssScale = implement('vmss scale', {
  takes: { resourceGroup: 'text', name: 'text', newCapacity: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, newCapacity, noWait }, az) => {
    const capacity = Number(newCapacity);
    const path = await scaleSetPath(az, resourceGroup, name);
    const { location = null, sku = null } = shape('VirtualMachineScaleSet', await az.arm.get(path));
    if (!isObject(sku) || sku['capacity'] === capacity) return undefined;
    const body = unshape('VirtualMachineScaleSet', { location, sku: { ...sku, capacity } });
    if (!noWait) return shape('VirtualMachineScaleSet', await az.arm.finish('PUT', path, body));
    await az.arm.call('PUT', path, body);
    return undefined;
  },
});
