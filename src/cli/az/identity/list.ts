import { implement } from '../implement.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityList = implement('identity list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}?api-version=${IDENTITY_VERSION}`;
    return (await az.arm.list(path)).map(identityResult);
  },
});
