import { quote } from '../arm.ts';
import { implement } from '../implement.ts';
import { list, member } from '../json.ts';
import { identitiesPath } from './user-assigned.ts';

export const identityListResources = implement('identity list-resources', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const path = `${await identitiesPath(az, resourceGroup)}/${quote(name)}/listAssociatedResources?api-version=2022-01-31-preview`;
    return list(member(await az.arm.call('POST', path), 'value'));
  },
});
