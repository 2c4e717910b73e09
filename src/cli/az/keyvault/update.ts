import { implement } from '../implement.ts';
import { applyGenericUpdate, refuseRemovedOptions } from '../generic-update.ts';
import { compact, isObject } from '../json.ts';
import { vaultGroup } from './find.ts';
import { rewriteVault } from './rewrite.ts';

export const keyvaultUpdate = implement('keyvault update', {
  takes: {
    resourceGroup: 'text?',
    name: 'text',
    enabledForDeployment: 'bool?',
    enabledForDiskEncryption: 'bool?',
    enabledForTemplateDeployment: 'bool?',
    enableRbacAuthorization: 'bool?',
    enablePurgeProtection: 'bool?',
    retentionDays: 'text?',
    bypass: 'text?',
    defaultAction: 'text?',
    publicNetworkAccess: 'text?',
    set: 'texts?',
    add: 'texts?',
    remove: 'texts?',
    forceString: 'flag',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, noWait, retentionDays, bypass, defaultAction, ...args }, az) => {
    refuseRemovedOptions(args);
    const group = await vaultGroup(az, resourceGroup, name, undefined);
    return rewriteVault(az, { resourceGroup: group, name, noWait }, (properties, vault) => {
      const { enabledForDeployment, enabledForDiskEncryption, enabledForTemplateDeployment, publicNetworkAccess } =
        args;
      const { enableRbacAuthorization, enablePurgeProtection } = args;
      const flags = {
        enabledForDeployment,
        enabledForDiskEncryption,
        enabledForTemplateDeployment,
        publicNetworkAccess,
        enableRbacAuthorization,
        enablePurgeProtection,
      };
      Object.assign(properties, compact(flags));
      if (retentionDays !== undefined) properties['softDeleteRetentionInDays'] = Number(retentionDays);
      if (bypass !== undefined || defaultAction !== undefined) {
        const current = properties['networkAcls'];
        const rules = isObject(current) ? current : { bypass: 'AzureServices', defaultAction: 'Allow' };
        properties['networkAcls'] = { ...rules, ...compact({ bypass, defaultAction }) };
      }
      const { properties: changed, ...rest } = applyGenericUpdate(vault, args);
      Object.assign(properties, changed);
      Object.assign(vault, rest);
      return undefined;
    });
  },
});
