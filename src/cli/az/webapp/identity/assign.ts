import { implement } from '../../implement.ts';
import { addIdentities } from './add.ts';
import { siteIdentity } from './result.ts';

export const webappIdentityAssign = implement('webapp identity assign', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?', role: 'text', slot: 'text?', scope: 'text?' },
  run: async (args, az) => siteIdentity(await addIdentities(az, args)),
});
