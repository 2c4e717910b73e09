import { defineCommand } from '../define.ts';
import { CliError, ServiceError } from '../errors.ts';
import { resourcePaths } from './target.ts';

export const resourceDelete = defineCommand({
  words: 'resource delete',
  summary: 'Delete a resource.',
  parameters: {
    ids: {
      takes: 'many',
      group: 'Resource Id',
      help: 'One or more resource IDs (space-delimited). If provided, no other "Resource Id" arguments should be specified.',
    },
    resourceGroup: {
      short: 'g',
      configured: 'group',
      group: 'Resource Id',
      help: 'Name of resource group. You can configure the default group using `az configure --defaults group=<name>`.',
    },
    namespace: { group: 'Resource Id', help: "Provider namespace (Ex: 'Microsoft.Provider')." },
    parent: { group: 'Resource Id', help: "The parent path (Ex: 'resA/myA/resB/myB')." },
    resourceType: {
      group: 'Resource Id',
      help: "The resource type (Ex: 'resC'). Can also accept namespace/type format (Ex: 'Microsoft.Provider/resC').",
    },
    name: { short: 'n', group: 'Resource Id', help: 'The resource name. (Ex: myC).' },
    apiVersion: { group: 'Resource Id', help: 'The api version of the resource (omit for the latest stable version).' },
    latestIncludePreview: {
      short: 'v',
      takes: 'flag',
      group: 'Resource Id',
      preview: true,
      help: 'Indicate that the latest api-version will be used regardless of whether it is preview version (like 2020-01-01-preview) or not. For example, if the supported api-version of resource provider is 2020-01-01-preview and 2019-01-01: when passing in this parameter it will take the latest version 2020-01-01-preview, otherwise it will take the latest stable version 2019-01-01 without passing in this parameter.',
    },
    noWait: { takes: 'flag', help: 'Do not wait for the long-running operation to finish.' },
  },
  examples: [
    {
      says: "Delete a virtual machine named 'MyVm'.",
      line: 'az resource delete -g MyResourceGroup -n MyVm --resource-type "Microsoft.Compute/virtualMachines"\n',
    },
    {
      says: 'Delete a web app using a resource identifier.',
      line: 'az resource delete --ids /subscriptions/0b1f6471-1bf0-4dda-aec3-111111111111/resourceGroups/MyResourceGroup/providers/Microsoft.Web/sites/MyWebapp\n',
    },
    {
      says: 'Delete a subnet using a resource identifier.',
      line: 'az resource delete --ids /subscriptions/0b1f6471-1bf0-4dda-aec3-111111111111/resourceGroups/MyResourceGroup/providers/Microsoft.Network/virtualNetworks/MyVnet/subnets/MySubnet\n',
    },
    {
      says: "Delete a virtual machine named 'MyVm' by using the latest api-version whether this version is a preview version.",
      line: 'az resource delete -g MyResourceGroup -n MyVm --resource-type "Microsoft.Compute/virtualMachines" --latest-include-preview\n',
    },
  ],
  run: async (args, az) => {
    const failed: string[] = [];
    for (const { path, version } of await resourcePaths(az, args)) {
      try {
        await az.arm.finish('DELETE', `${path}?api-version=${version}`);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        failed.push(path.replace('//', '/').replace('/resourcegroups/', '/resourceGroups/'));
      }
    }
    if (failed.length === 0) return undefined;
    const lead = 'Some resources failed to be deleted (run with `--verbose` for more information):';
    throw new CliError([lead, ...failed].join('\n'));
  },
});
