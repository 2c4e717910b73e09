import { defineCommand } from '../define.ts';
import { location, noWait, required, resourceGroup, tags } from '../parameters.ts';
import { CliError } from '../errors.ts';
import { locationOfGroup } from '../group/location.ts';
import { compact } from '../json.ts';
import { shape } from '../shape.ts';
import { refuseHsm, vaultPath, VAULTS_VERSION } from './find.ts';
import { networkAcls, ownPolicy, retentionDays } from './create-body.ts';

export const keyvaultCreate = defineCommand({
  words: 'keyvault create',
  summary: 'Create a Vault or HSM.',
  detail:
    'RBAC authorization is enabled by default. If `--enable-rbac-authorization` is manually specified to `false` and `--no-self-perms` flag is not specified, default permissions are created for the current user or service principal.\n\nIf you want to assign the default permission, you have to change the default subscription with `az account set` first, instead of using `--subscription`.',
  parameters: {
    resourceGroup: required(resourceGroup),
    name: { short: 'n', help: 'Name of the Vault.' },
    hsmName: {
      help: 'Name of the HSM. (--hsm-name and --name/-n are mutually exclusive, please specify just one of them).',
    },
    administrators: {
      takes: 'many',
      help: '[HSM Only] Administrator role for data plane operations for Managed HSM. It accepts a space separated list of OIDs that will be assigned.',
    },
    location,
    sku: {
      help: 'Required. SKU details. Allowed values for Vault: premium, standard. Default: standard. Allowed values for HSM: Standard_B1, Custom_B32, Custom_B6, Custom_C42, Custom_C10. Default: Standard_B1.',
    },
    enabledForDeployment: {
      kind: 'bool',
      help: '[Vault Only] Property to specify whether Azure Virtual Machines are permitted to retrieve certificates stored as secrets from the key vault.',
    },
    enabledForDiskEncryption: {
      kind: 'bool',
      help: '[Vault Only] Property to specify whether Azure Disk Encryption is permitted to retrieve secrets from the vault and unwrap keys.',
    },
    enabledForTemplateDeployment: {
      kind: 'bool',
      help: '[Vault Only] Property to specify whether Azure Resource Manager is permitted to retrieve secrets from the key vault.',
    },
    enableRbacAuthorization: {
      kind: 'bool',
      default: true,
      help: 'Property that controls how data actions are authorized. When true, the key vault will use Role Based Access Control (RBAC) for authorization of data actions, and the access policies specified in vault properties will be ignored. When false, the key vault will use the access policies specified in vault properties, and any policy stored on Azure Resource Manager will be ignored. If null or not specified, the vault is created with the default value of true. Note that management actions are always authorized with RBAC.',
    },
    enablePurgeProtection: {
      kind: 'bool',
      help: 'Property specifying whether protection against purge is enabled for this vault/managed HSM pool. Setting this property to true activates protection against purge for this vault/managed HSM pool and its content - only the Key Vault/Managed HSM service may initiate a hard, irrecoverable deletion. The setting is effective only if soft delete is also enabled. Enabling this functionality is irreversible.',
    },
    retentionDays: {
      help: 'Soft delete data retention days. It accepts >=7 and <=90. Defaults to 90 for keyvault creation. Required for MHSM creation.',
    },
    networkAcls: {
      group: 'Network Rule',
      help: 'Network ACLs. It accepts a JSON filename or a JSON string. JSON format: `{\\"ip\\":[<ip1>, <ip2>...],\\"vnet\\":[<vnet_name_1>/<subnet_name_1>,<subnet_id2>...]}`.',
    },
    networkAclsIps: {
      takes: 'any',
      group: 'Network Rule',
      help: 'Network ACLs IP rules. Space-separated list of IP addresses.',
    },
    networkAclsVnets: {
      takes: 'any',
      group: 'Network Rule',
      help: 'Network ACLS VNet rules. Space-separated list of Vnet/subnet pairs or subnet resource ids.',
    },
    bypass: {
      choices: ['AzureServices', 'None'],
      group: 'Network Rule',
      help: 'Bypass traffic for space-separated uses.',
    },
    defaultAction: {
      choices: ['Allow', 'Deny'],
      group: 'Network Rule',
      help: 'Default action to apply when no rule matches.',
    },
    noSelfPerms: {
      kind: 'bool',
      help: "[Vault Only] Don't add permissions for the current user/service principal in the new vault.",
    },
    tags,
    publicNetworkAccess: {
      choices: ['Enabled', 'Disabled'],
      help: 'Control permission for data plane traffic coming from public networks while private endpoint is enabled.',
    },
    miUserAssigned: {
      takes: 'any',
      help: '[HSM Only] Enable user-assigned managed identities for managed HSM. Accept space-separated list of identity resource IDs.',
    },
    noWait,
  },
  examples: [
    {
      says: 'Create a key vault with network ACLs specified (use --network-acls to specify IP and VNet rules by using a JSON string).',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup --network-acls "{\\"ip\\": [\\"1.2.3.4\\", \\"2.3.4.0/24\\"], \\"vnet\\": [\\"vnet_name_1/subnet_name1\\", \\"vnet_name_2/subnet_name2\\", \\"/subscriptions/000000-0000-0000/resourceGroups/MyResourceGroup/providers/Microsoft.Network/virtualNetworks/MyVNet/subnets/MySubnet\\"]}"\n',
    },
    {
      says: 'Create a key vault with network ACLs specified (use --network-acls to specify IP and VNet rules by using a JSON file).',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup --network-acls network-acls-example.json\n',
    },
    {
      says: 'Create a key vault with network ACLs specified (use --network-acls-ips to specify IP rules).',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup --network-acls-ips 3.4.5.0/24 4.5.6.0/24\n',
    },
    {
      says: 'Create a key vault with network ACLs specified (use --network-acls-vnets to specify VNet rules).',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup --network-acls-vnets vnet_name_2/subnet_name_2 vnet_name_3/subnet_name_3 /subscriptions/000000-0000-0000/resourceGroups/MyResourceGroup/providers/Microsoft.Network/virtualNetworks/vnet_name_4/subnets/subnet_name_4\n',
    },
    {
      says: 'Create a key vault with network ACLs specified (use --network-acls, --network-acls-ips and --network-acls-vnets together, redundant rules will be removed, finally there will be 4 IP rules and 3 VNet rules).',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup --network-acls "{\\"ip\\": [\\"1.2.3.4\\", \\"2.3.4.0/24\\"], \\"vnet\\": [\\"vnet_name_1/subnet_name1\\", \\"vnet_name_2/subnet_name2\\"]}" --network-acls-ips 3.4.5.0/24 4.5.6.0/24 --network-acls-vnets vnet_name_2/subnet_name_2 vnet_name_3/subnet_name_3 /subscriptions/000000-0000-0000/resourceGroups/MyResourceGroup/providers/Microsoft.Network/virtualNetworks/vnet_name_4/subnets/subnet_name_4\n',
    },
    {
      says: 'Create a key vault. (autogenerated)',
      line: 'az keyvault create --location westus2 --name MyKeyVault --resource-group MyResourceGroup\n',
    },
  ],
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
