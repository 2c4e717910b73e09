import { implement } from '../implement.ts';
import { isObject, type Json } from '../json.ts';
import { shape, shapes } from '../shape.ts';
import { sitePath, WEB_VERSION } from '../webapp/site.ts';

const app = { resourceGroup: 'text', name: 'text' } as const;

/** The functions of a function app, and the keys that call them. */
export const functionCommands = [
  implement('functionapp function list', {
    takes: app,
    run: async ({ resourceGroup, name }, az) => {
      const path = `${await sitePath(az, resourceGroup, name)}/functions?api-version=${WEB_VERSION}`;
      return shapes('FunctionEnvelope', await az.arm.list(path));
    },
  }),
  implement('functionapp function show', {
    takes: { ...app, functionName: 'text' },
    run: async ({ resourceGroup, name, functionName }, az) => {
      const path = `${await sitePath(az, resourceGroup, name)}/functions/${functionName}`;
      return shape('FunctionEnvelope', await az.arm.get(`${path}?api-version=${WEB_VERSION}`));
    },
  }),
  implement('functionapp function keys list', {
    takes: { ...app, functionName: 'text', slot: 'text?' },
    run: async ({ resourceGroup, name, functionName, slot }, az): Promise<Json> => {
      const path = `${await sitePath(az, resourceGroup, name, slot)}/functions/${functionName}/listkeys`;
      const keys = await az.arm.call('POST', `${path}?api-version=${WEB_VERSION}`);
      // The SDK reads the answer as a resource with properties, which are not there: the keys are additional members.
      return { ...(isObject(keys) ? keys : {}), id: null, kind: null, name: null, properties: null, type: null };
    },
  }),
  implement('functionapp keys list', {
    takes: { ...app, slot: 'text?' },
    run: async ({ resourceGroup, name, slot }, az) => {
      const path = `${await sitePath(az, resourceGroup, name, slot)}/host/default/listkeys`;
      return shape('HostKeys', await az.arm.call('POST', `${path}?api-version=${WEB_VERSION}`));
    },
  }),
];
