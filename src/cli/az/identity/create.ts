import { quote } from '../arm.ts';
import { implement } from '../implement.ts';
import { locationOfGroup } from '../group/location.ts';
import { compact } from '../json.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityCreate = implement('identity create', {
  takes: { resourceGroup: 'text', name: 'text', location: 'text?', tags: 'tags?' },
  run: async ({ resourceGroup, name, location, tags }, az) => {
    const where = location ?? (await locationOfGroup(az, resourceGroup));
    const path = `${await identitiesPath(az, resourceGroup)}/${quote(name)}?api-version=${IDENTITY_VERSION}`;
    return identityResult(await az.arm.put(path, compact({ location: where, tags })));
  },
});
