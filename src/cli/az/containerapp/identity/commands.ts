import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { isObject, text, type Json, type JsonObject } from '../../json.ts';
import { appPath, ask, askProvider, putAndWait, readAppWithSecrets } from '../app.ts';
import { addTo, removeFrom } from './change.ts';

const identityOf = (app: Json | undefined): JsonObject => {
  const identity = isObject(app) ? app['identity'] : undefined;
  return isObject(identity) ? identity : { type: 'None' };
};

export const containerappIdentityShow = implement('containerapp identity show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await askProvider(az);
    return identityOf(await ask(az, 'GET', await appPath(az, resourceGroup, name)));
  },
});

export const containerappIdentityAssign = implement('containerapp identity assign', {
  takes: { resourceGroup: 'text', name: 'text', systemAssigned: 'flag', userAssigned: 'texts?', noWait: 'flag' },
  run: async ({ resourceGroup, name, systemAssigned, userAssigned, noWait }, az) => {
    await askProvider(az);
    const app = await readAppWithSecrets(az, resourceGroup, name);
    const group = await az.group(resourceGroup);
    const identity = addTo(identityOf(app), { systemAssigned, userAssigned, group, warn: (line) => az.warn(line) });
    return identityOf(await putAndWait(az, await appPath(az, resourceGroup, name), { ...app, identity }, noWait));
  },
});

export const containerappIdentityRemove = implement('containerapp identity remove', {
  takes: { resourceGroup: 'text', name: 'text', systemAssigned: 'flag', userAssigned: 'texts?', noWait: 'flag' },
  run: async ({ resourceGroup, name, systemAssigned, userAssigned, noWait }, az) => {
    await askProvider(az);
    const wanted = userAssigned && [...new Set(userAssigned)];
    if (wanted && wanted.length !== userAssigned.length) az.warn('At least one identity was passed twice.');
    const app = await readAppWithSecrets(az, resourceGroup, name);
    const current = identityOf(app);
    if (text(current, 'type') === 'None')
      throw new CliError(`The containerapp ${name} has no system or user assigned identities.`);
    const group = await az.group(resourceGroup);
    const identity = removeFrom(current, { systemAssigned, userAssigned: wanted, group, name });
    return identityOf(await putAndWait(az, await appPath(az, resourceGroup, name), { ...app, identity }, noWait));
  },
});
