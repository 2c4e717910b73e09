import { quote } from '../arm.ts';
import { implement } from '../implement.ts';
import { IDENTITY_VERSION, identitiesPath } from './user-assigned.ts';

export const identityDelete = implement('identity delete', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await az.arm.call(
      'DELETE',
      `${await identitiesPath(az, resourceGroup)}/${quote(name)}?api-version=${IDENTITY_VERSION}`,
    );
    return undefined;
  },
});
