import { defineCommand } from '../define.ts';
import { idPart, resourceGroup } from '../parameters.ts';
import { IDENTITY_VERSION, identitiesPath } from './user-assigned.ts';

export const identityDelete = defineCommand({
  words: 'identity delete',
  summary: 'Deletes the identity.',
  ids: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: { short: 'n', idPart: 'name', group: 'Resource Id', help: 'The name of the identity resource.' },
  },
  run: async ({ resourceGroup, name }, az) => {
    await az.arm.call('DELETE', `${await identitiesPath(az, resourceGroup)}/${name}?api-version=${IDENTITY_VERSION}`);
    return undefined;
  },
});
