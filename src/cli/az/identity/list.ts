import { defineCommand } from '../define.ts';
import { resourceGroup } from '../parameters.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityList = defineCommand({
  words: 'identity list',
  summary: 'List Managed Identities.',
  parameters: {
    resourceGroup,
  },
  run: async ({ resourceGroup }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}?api-version=${IDENTITY_VERSION}`;
    return (await az.arm.list(path)).map(identityResult);
  },
});
