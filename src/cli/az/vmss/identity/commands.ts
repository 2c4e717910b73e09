import { implement } from '../../implement.ts';
import { at } from '../../json.ts';
import { assignIdentities, identityInfo, readIdentity, removeIdentities } from '../../vm/identity/compute-identity.ts';

const type = 'virtualMachineScaleSets';

export const vmssIdentityAssign = implement('vmss identity assign', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?', role: 'text?', scope: 'text?' },
  run: async ({ resourceGroup, name, ...wanted }, az) => {
    const set = await assignIdentities(az, { type, resourceGroup, name }, wanted);
    if (at(set, 'properties', 'upgradePolicy', 'mode') === 'Manual')
      az.warn(
        `With manual upgrade mode, you will need to run 'az vmss update-instances -g ${resourceGroup} -n ${name} --instance-ids *' to propagate the change`,
      );
    return identityInfo(set, wanted);
  },
});

export const vmssIdentityRemove = implement('vmss identity remove', {
  takes: { resourceGroup: 'text', name: 'text', identities: 'texts?' },
  run: ({ resourceGroup, name, identities }, az) => removeIdentities(az, { type, resourceGroup, name }, identities),
});

export const vmssIdentityShow = implement('vmss identity show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: ({ resourceGroup, name }, az) => readIdentity(az, { type, resourceGroup, name }),
});
