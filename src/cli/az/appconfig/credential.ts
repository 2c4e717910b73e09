import type { Az } from '../context.ts';
import { implement } from '../implement.ts';
import { at, list, member, type Json } from '../json.ts';
import { shape, shapes } from '../shape.ts';
import { appConfigPath, cell, findStore, rowsOf, STORE, timeCell } from './store.ts';

const credentialRows = rowsOf((item) => ({
  'CONNECTION STRING': cell(at(item, 'connectionString')),
  ID: cell(at(item, 'id')),
  'LAST MODIFIED': timeCell(at(item, 'lastModified')),
  NAME: cell(at(item, 'name')),
  'READ ONLY': cell(at(item, 'readOnly')),
  VALUE: cell(at(item, 'value')),
}));

async function keyAction(
  az: Az,
  name: string,
  resourceGroup: string,
  action: string,
  body?: Json,
): Promise<Json | undefined> {
  return az.arm.call('POST', await appConfigPath(az, `configurationStores/${name}/${action}`, resourceGroup), body);
}

/** The access keys of a store. */
export async function accessKeys(az: Az, name: string, resourceGroup: string): Promise<Json[]> {
  return list(member(await keyAction(az, name, resourceGroup, 'listKeys'), 'value'));
}

export const appconfigCredentialList = implement('appconfig credential list', {
  takes: STORE,
  // az looks the store up by name here, also when its group is given.
  run: async ({ name }, az) =>
    shapes('AppConfigApiKey', await accessKeys(az, name, (await findStore(az, name)).resourceGroup)),
  table: credentialRows,
});

export const appconfigCredentialRegenerate = implement('appconfig credential regenerate', {
  takes: { ...STORE, id: 'text' },
  run: async ({ name, id }, az) => {
    const { resourceGroup } = await findStore(az, name);
    return shape('AppConfigApiKey', await keyAction(az, name, resourceGroup, 'regenerateKey', { id }));
  },
  table: credentialRows,
});
