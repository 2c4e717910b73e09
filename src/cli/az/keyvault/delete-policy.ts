import { implement } from '../implement.ts';
import { CliError } from '../errors.ts';
import { list } from '../json.ts';
import { vaultGroup } from './find.ts';
import { holderId, isPolicyOf, refuseRoleBased, requireOneName } from './policy.ts';
import { rewriteVault } from './rewrite.ts';

export const keyvaultDeletePolicy = implement('keyvault delete-policy', {
  takes: {
    resourceGroup: 'text?',
    name: 'text',
    objectId: 'text?',
    applicationId: 'text?',
    spn: 'text?',
    upn: 'text?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const { name, noWait, applicationId } = args;
    const resourceGroup = await vaultGroup(az, args.resourceGroup, name, undefined);
    requireOneName(args);
    const objectId = await holderId(az, args);
    return rewriteVault(az, { resourceGroup, name, noWait }, (properties) => {
      refuseRoleBased(properties, 'delete');
      const policies = list(properties['accessPolicies']);
      const kept = policies.filter((policy) => !isPolicyOf(policy, properties, objectId, applicationId));
      if (kept.length === policies.length) throw new CliError('No matching policies found');
      properties['accessPolicies'] = kept;
      return undefined;
    });
  },
});
