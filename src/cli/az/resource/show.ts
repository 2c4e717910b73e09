import { defineCommand } from '../define.ts';
import type { Json } from '../json.ts';
import { shape } from '../shape.ts';
import { resourcePaths, targetParameters } from './target.ts';

export const resourceShow = defineCommand({
  words: 'resource show',
  summary: 'Get the details of a resource.',
  parameters: {
    ...targetParameters,
    includeResponseBody: {
      kind: 'bool',
      help: "Use if the default command output doesn't capture all of the property data.",
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
