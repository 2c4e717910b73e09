import { quote } from '../arm.ts';
import { implement } from '../implement.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityShow = implement('identity show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}/${quote(name)}?api-version=${IDENTITY_VERSION}`;
    return identityResult(await az.arm.get(path));
  },
});
