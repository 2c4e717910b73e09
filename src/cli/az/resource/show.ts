import { defineCommand } from '../define.ts';
import type { Json } from '../json.ts';
import { shape } from '../shape.ts';
import { resourcePaths } from './target.ts';

export const resourceShow = defineCommand({
  words: 'resource show',
  summary: 'Get the details of a resource.',
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
    includeResponseBody: {
      kind: 'bool',
      help: "Use if the default command output doesn't capture all of the property data.",
    },
    latestIncludePreview: {
      short: 'v',
      takes: 'flag',
      group: 'Resource Id',
      preview: true,
      help: 'Indicate that the latest api-version will be used regardless of whether it is preview version (like 2020-01-01-preview) or not. For example, if the supported api-version of resource provider is 2020-01-01-preview and 2019-01-01: when passing in this parameter it will take the latest version 2020-01-01-preview, otherwise it will take the latest stable version 2019-01-01 without passing in this parameter.',
    },
  },
  examples: [
    {
      says: "Show a virtual machine resource named 'MyVm'.",
      line: 'az resource show -g MyResourceGroup -n MyVm --resource-type "Microsoft.Compute/virtualMachines"\n',
    },
    {
      says: 'Show a web app using a resource identifier.',
      line: 'az resource show --ids /subscriptions/0b1f6471-1bf0-4dda-aec3-111111111111/resourceGroups/MyResourceGroup/providers/Microsoft.Web/sites/MyWebapp\n',
    },
    {
      says: 'Show a subnet.',
      line: 'az resource show -g MyResourceGroup -n MySubnet --namespace Microsoft.Network --parent virtualnetworks/MyVnet --resource-type subnets\n',
    },
    {
      says: 'Show a subnet using a resource identifier.',
      line: 'az resource show --ids /subscriptions/0b1f6471-1bf0-4dda-aec3-111111111111/resourceGroups/MyResourceGroup/providers/Microsoft.Network/virtualNetworks/MyVnet/subnets/MySubnet\n',
    },
    {
      says: 'Show an application gateway path rule.',
      line: 'az resource show -g MyResourceGroup --namespace Microsoft.Network --parent applicationGateways/ag1/urlPathMaps/map1 --resource-type pathRules -n rule1\n',
    },
    {
      says: "Show a virtual machine resource named 'MyVm' by using the latest api-version whether this version is a preview version.",
      line: 'az resource show -g MyResourceGroup -n MyVm --resource-type "Microsoft.Compute/virtualMachines" --latest-include-preview\n',
    },
  ],
  run: async (args, az) => {
    const found: Json[] = [];
    for (const { path, version } of await resourcePaths(az, args))
      found.push(shape('GenericResource', await az.arm.get(`${path}?api-version=${version}`)));
    return found.length === 1 ? found[0] : found;
  },
});
