import { implement } from '../../implement.ts';
import { assignIdentities, identityInfo, readIdentity, removeIdentities } from './compute-identity.ts';

const type = 'virtualMachines';

export const vmIdentityAssign = implement('vm identity assign', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?', role: 'text?', scope: 'text?' },
  run: async ({ resourceGroup, name, ...wanted }, az) =>
    identityInfo(await assignIdentities(az, { type, resourceGroup, name }, wanted), wanted),
});

export const vmIdentityRemove = implement('vm identity remove', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?' },
  run: ({ resourceGroup, name, identities }, az) => removeIdentities(az, { type, resourceGroup, name }, identities),
});

export const vmIdentityShow = implement('vm identity show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: ({ resourceGroup, name }, az) => readIdentity(az, { type, resourceGroup, name }),
});
