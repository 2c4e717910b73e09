import { defineCommand } from '../define.ts';
import { noWait } from '../parameters.ts';
import { CliError } from '../errors.ts';
import { list } from '../json.ts';
import { vaultGroup } from './find.ts';
import { holderId, isPolicyOf, refuseRoleBased, requireOneName } from './policy.ts';
import { rewriteVault } from './rewrite.ts';

export const keyvaultDeletePolicy = defineCommand({
  words: 'keyvault delete-policy',
  summary: 'Delete security policy settings for a Key Vault.',
  parameters: {
    resourceGroup: { short: 'g', help: 'Proceed only if Key Vault belongs to the specified resource group.' },
    name: { short: 'n', required: true, help: 'Name of the Vault.' },
    objectId: { help: 'A GUID that identifies the principal that will receive permissions.' },
    applicationId: {
      help: 'Application ID of the client making request on behalf of a principal. Exposed for compound identity using on-behalf-of authentication flow.',
    },
    spn: { help: 'Name of a service principal that will receive permissions.' },
    upn: { help: 'Name of a user principal that will receive permissions.' },
    noWait,
  },
  run: async (args, az) => {
    const { name, noWait, applicationId } = args;
    requireOneName(args);
    const resourceGroup = await vaultGroup(az, args.resourceGroup, name, undefined);
    const objectId = await holderId(az, args);
    return rewriteVault(az, { resourceGroup, name, noWait }, (properties) => {
      refuseRoleBased(properties, 'delete');
      const policies = list(properties['accessPolicies']);
      const kept = policies.filter((policy) => !isPolicyOf(policy, properties, objectId, applicationId));
      if (kept.length === policies.length) throw new CliError('No matching policies found');
      properties['accessPolicies'] = kept;
    });
  },
});
