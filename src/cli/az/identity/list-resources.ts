import { defineCommand } from '../define.ts';
import { idPart, resourceGroup } from '../parameters.ts';
import { list, member } from '../json.ts';
import { identitiesPath } from './user-assigned.ts';

export const identityListResources = defineCommand({
  words: 'identity list-resources',
  summary: 'List the associated resources for the identity.',
  ids: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: { short: 'n', idPart: 'name', group: 'Resource Id', help: 'The name of the identity resource.' },
  },
  run: async ({ resourceGroup, name }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}/${name}/listAssociatedResources?api-version=2022-01-31-preview`;
    return list(member(await az.arm.call('POST', path), 'value'));
  },
});
