import { defineCommand } from '../define.ts';
import { CliError, ServiceError } from '../errors.ts';
import { resourcePaths, targetParameters } from './target.ts';

export const resourceDelete = defineCommand({
  words: 'resource delete',
  summary: 'Delete a resource.',
  parameters: {
    ...targetParameters,
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
