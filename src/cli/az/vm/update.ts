import { implement } from '../implement.ts';
import { isObject, type JsonObject } from '../json.ts';
import { updatedBody } from '../update-model.ts';
import { readForUpdate, writeMachine } from './update-machine.ts';

export const vmUpdate = implement('vm update', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    size: 'text?',
    licenseType: 'text?',
    set: 'texts?',
    add: 'texts?',
    remove: 'texts?',
    forceString: 'flag',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, size, licenseType, noWait, ...update }, az) => {
    const machine = await readForUpdate(az, resourceGroup, name);
    const changed: JsonObject = { ...machine, ...(licenseType !== undefined && { licenseType }) };
    const { hardwareProfile } = machine;
    if (size !== undefined)
      changed['hardwareProfile'] = { ...(isObject(hardwareProfile) ? hardwareProfile : {}), vmSize: size };
    const body = updatedBody(az, 'VirtualMachine', { ...changed, resources: null }, update);
    return writeMachine(az, { resourceGroup, name, noWait, body });
  },
});
