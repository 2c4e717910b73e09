import { implement } from '../implement.ts';
import { CliError } from '../errors.ts';
import { compact, list, member, type JsonObject } from '../json.ts';
import { vaultGroup } from './find.ts';
import { holderId, isPolicyOf, refuseRoleBased, requireOneName } from './policy.ts';
import { rewriteVault } from './rewrite.ts';

export const keyvaultSetPolicy = implement('keyvault set-policy', {
  takes: {
    resourceGroup: 'text?',
    name: 'text',
    objectId: 'text?',
    applicationId: 'text?',
    spn: 'text?',
    upn: 'text?',
    keyPermissions: 'texts?',
    secretPermissions: 'texts?',
    certificatePermissions: 'texts?',
    storagePermissions: 'texts?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const { name, noWait, applicationId } = args;
    const wanted = {
      keys: args.keyPermissions,
      secrets: args.secretPermissions,
      certificates: args.certificatePermissions,
      storage: args.storagePermissions,
    };
    const resourceGroup = await vaultGroup(az, args.resourceGroup, name, undefined);
    requireOneName(args);
    if (Object.values(wanted).every((given) => given === undefined))
      throw new CliError(
        'specify at least one: --key-permissions, --secret-permissions, --certificate-permissions --storage-permissions',
        { exit: 2 },
      );
    const objectId = await holderId(az, args);
    return rewriteVault(az, { resourceGroup, name, noWait }, (properties) => {
      refuseRoleBased(properties, 'set');
      const policies = list(properties['accessPolicies']);
      const found = policies.find((policy) => isPolicyOf(policy, properties, objectId, applicationId));
      const before = member(found, 'permissions');
      const permissions: JsonObject = {};
      for (const [key, given] of Object.entries(wanted)) {
        const kept = given === undefined ? member(before, key) : [...new Set(given)];
        if (kept !== undefined && kept !== null) permissions[key] = kept;
      }
      const policy = compact({ tenantId: properties['tenantId'], objectId, applicationId, permissions });
      properties['accessPolicies'] =
        found === undefined
          ? [...policies, policy]
          : policies.map((one) => (one === found ? { ...(one as JsonObject), permissions } : one));
      return undefined;
    });
  },
});
