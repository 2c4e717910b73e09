import { defineCommand } from '../define.ts';
import { idPart, resourceGroup } from '../parameters.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityShow = defineCommand({
  words: 'identity show',
  summary: 'Gets the identity.',
  ids: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: { short: 'n', idPart: 'name', group: 'Resource Id', help: 'The name of the identity resource.' },
  },
  run: async ({ resourceGroup, name }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}/${name}?api-version=${IDENTITY_VERSION}`;
    return identityResult(await az.arm.get(path));
  },
});
