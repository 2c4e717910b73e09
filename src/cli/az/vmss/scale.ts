import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { isObject } from '../json.ts';
import { shape, unshape } from '../shape.ts';
import { scaleSetPath } from './scale-set.ts';

export const vmssScale = implement('vmss scale', {
  takes: { resourceGroup: 'text', name: 'text', newCapacity: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, newCapacity, noWait }, az) => {
    // az takes any text, and puts the capacity that is there already once more: to it a text is never a number.
    const capacity = Number(newCapacity);
    if (!Number.isInteger(capacity)) throw new CliError(`Unable to serialize value: '${newCapacity}' as type: 'int'.`);
    const path = await scaleSetPath(az, resourceGroup, name);
    const { location = null, sku = null } = shape('VirtualMachineScaleSet', await az.arm.get(path));
    if (!isObject(sku)) return undefined;
    const body = unshape('VirtualMachineScaleSet', { location, sku: { ...sku, capacity } });
    if (!noWait) return shape('VirtualMachineScaleSet', await az.arm.finish('PUT', path, body));
    await az.arm.call('PUT', path, body);
    return undefined;
  },
});
