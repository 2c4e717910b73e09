import { implement } from '../implement.ts';
import { CliError } from '../errors.ts';
import { locationOfGroup } from '../group/location.ts';
import { compact } from '../json.ts';
import { shape } from '../shape.ts';
import { refuseHsm, vaultPath, VAULTS_VERSION } from './find.ts';
import { networkAcls, ownPolicy, retentionDays } from './create-body.ts';

export const keyvaultCreate = implement('keyvault create', {
  takes: {
    resourceGroup: 'text',
    name: 'text?',
    hsmName: 'text?',
    administrators: 'texts?',
    location: 'text?',
    sku: 'text?',
    enabledForDeployment: 'bool?',
    enabledForDiskEncryption: 'bool?',
    enabledForTemplateDeployment: 'bool?',
    enableRbacAuthorization: 'bool',
    enablePurgeProtection: 'bool?',
    retentionDays: 'text?',
    networkAcls: 'text?',
    networkAclsIps: 'texts?',
    networkAclsVnets: 'texts?',
    bypass: 'text?',
    defaultAction: 'text?',
    noSelfPerms: 'bool?',
    tags: 'tags?',
    publicNetworkAccess: 'text?',
    miUserAssigned: 'texts?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const { resourceGroup, name, hsmName } = args;
    refuseHsm(hsmName);
    if (name === undefined) throw new CliError('Please specify --vault-name or --hsm-name.');
    const location = args.location ?? (await locationOfGroup(az, resourceGroup));
    const path = `${await vaultPath(az, resourceGroup, name)}?api-version=${VAULTS_VERSION}`;
    const existing = await az.arm.send('GET', path);
    if (existing.status < 400) throw new CliError(`The specified vault: ${name} already exists`);
    const { tenantId } = await az.subscription();
    const open = args.noSelfPerms === true || args.enableRbacAuthorization;
    const properties = compact({
      tenantId,
      sku: { family: 'A', name: args.sku ?? 'standard' },
      accessPolicies: open ? [] : [await ownPolicy(az, tenantId)],
      enabledForDeployment: args.enabledForDeployment,
      enabledForDiskEncryption: args.enabledForDiskEncryption,
      enabledForTemplateDeployment: args.enabledForTemplateDeployment,
      enableSoftDelete: true,
      softDeleteRetentionInDays: retentionDays(args.retentionDays),
      enableRbacAuthorization: args.enableRbacAuthorization,
      enablePurgeProtection: args.enablePurgeProtection,
      networkAcls: networkAcls(args),
      publicNetworkAccess: args.publicNetworkAccess,
    });
    const body = compact({ location, tags: args.tags, properties });
    if (args.noWait) {
      await az.arm.put(path, body);
      return undefined;
    }
    return shape('Vault', await az.arm.finish('PUT', path, body));
  },
});
