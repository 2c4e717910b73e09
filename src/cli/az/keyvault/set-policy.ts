import { defineCommand } from '../define.ts';
import { noWait } from '../parameters.ts';
import { CliError } from '../errors.ts';
import { compact, list, member, type JsonObject } from '../json.ts';
import { vaultGroup } from './find.ts';
import { holderId, isPolicyOf, refuseRoleBased, requireOneName } from './policy.ts';
import { rewriteVault } from './rewrite.ts';

export const keyvaultSetPolicy = defineCommand({
  words: 'keyvault set-policy',
  summary: 'Update security policy settings for a Key Vault.',
  parameters: {
    resourceGroup: { short: 'g', help: 'Proceed only if Key Vault belongs to the specified resource group.' },
    name: { short: 'n', required: true, help: 'Name of the Vault.' },
    objectId: { help: 'A GUID that identifies the principal that will receive permissions.' },
    applicationId: {
      help: 'Application ID of the client making request on behalf of a principal. Exposed for compound identity using on-behalf-of authentication flow.',
    },
    spn: { help: 'Name of a service principal that will receive permissions.' },
    upn: { help: 'Name of a user principal that will receive permissions.' },
    keyPermissions: {
      takes: 'any',
      choices: [
        'all',
        'encrypt',
        'decrypt',
        'wrapKey',
        'unwrapKey',
        'sign',
        'verify',
        'get',
        'list',
        'create',
        'update',
        'import',
        'delete',
        'backup',
        'restore',
        'recover',
        'purge',
        'release',
        'rotate',
        'getrotationpolicy',
        'setrotationpolicy',
      ],
      group: 'Permission',
      help: 'Space-separated list of key permissions to assign.',
    },
    secretPermissions: {
      takes: 'any',
      choices: ['all', 'get', 'list', 'set', 'delete', 'backup', 'restore', 'recover', 'purge'],
      group: 'Permission',
      help: 'Space-separated list of secret permissions to assign.',
    },
    certificatePermissions: {
      takes: 'any',
      choices: [
        'all',
        'get',
        'list',
        'delete',
        'create',
        'import',
        'update',
        'managecontacts',
        'getissuers',
        'listissuers',
        'setissuers',
        'deleteissuers',
        'manageissuers',
        'recover',
        'purge',
        'backup',
        'restore',
      ],
      group: 'Permission',
      help: 'Space-separated list of certificate permissions to assign.',
    },
    storagePermissions: {
      takes: 'any',
      choices: [
        'all',
        'get',
        'list',
        'delete',
        'set',
        'update',
        'regeneratekey',
        'recover',
        'purge',
        'backup',
        'restore',
        'setsas',
        'listsas',
        'getsas',
        'deletesas',
      ],
      group: 'Permission',
      help: 'Space-separated list of storage permissions to assign.',
    },
    noWait,
  },
  examples: [
    {
      says: 'Assign key permissions `get`, `list`, `import` and secret permissions `backup`, `restore` to an object id.',
      line: 'az keyvault set-policy -n MyVault --key-permissions get list import --secret-permissions backup restore --object-id {GUID}\n',
    },
    {
      says: 'Assign key permissions `get`, `list` to a UPN (User Principal Name).',
      line: 'az keyvault set-policy -n MyVault --key-permissions get list --upn {UPN}\n',
    },
    {
      says: 'Assign key permissions `get`, `list` to a SPN (Service Principal Name).',
      line: 'az keyvault set-policy -n MyVault --key-permissions get list --spn {SPN}\n',
    },
  ],
  run: async (args, az) => {
    const { name, noWait, applicationId } = args;
    const wanted = {
      keys: args.keyPermissions,
      secrets: args.secretPermissions,
      certificates: args.certificatePermissions,
      storage: args.storagePermissions,
    };
    requireOneName(args);
    if (Object.values(wanted).every((given) => given === undefined))
      throw new CliError(
        'specify at least one: --key-permissions, --secret-permissions, --certificate-permissions --storage-permissions',
        { exit: 2 },
      );
    const resourceGroup = await vaultGroup(az, args.resourceGroup, name, undefined);
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
    });
  },
});
