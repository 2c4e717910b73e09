import { defineCommand } from '../define.ts';
import { location, required, resourceGroup, tags } from '../parameters.ts';
import { locationOfGroup } from '../group/location.ts';
import { compact } from '../json.ts';
import { IDENTITY_VERSION, identitiesPath, identityResult } from './user-assigned.ts';

export const identityCreate = defineCommand({
  words: 'identity create',
  summary: 'Create Identities.',
  parameters: {
    resourceGroup: required(resourceGroup),
    name: { short: 'n', required: true, help: 'The name of the identity resource.' },
    location,
    tags,
  },
  examples: [
    { says: 'Create an identity.', line: 'az identity create --name MyIdentity --resource-group MyResourceGroup\n' },
  ],
  run: async ({ resourceGroup, name, location, tags }, az) => {
    const where = location ?? (await locationOfGroup(az, resourceGroup));
    const path = `${await identitiesPath(az, resourceGroup)}/${name}?api-version=${IDENTITY_VERSION}`;
    return identityResult(await az.arm.put(path, compact({ location: where, tags })));
  },
});
