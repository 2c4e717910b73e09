import { defineCommand } from '../../define.ts';
import { derivedGuid } from '../../derived-guid.ts';
import { CliError } from '../../errors.ts';
import { list } from '../../json.ts';
import { putDefinition, readDefinition, requireName } from './input.ts';

export const roleDefinitionCreate = defineCommand({
  words: 'role definition create',
  summary: 'Create a custom role definition.',
  parameters: {
    roleDefinition: {
      required: true,
      help: 'Description of a role as JSON, or a path to a file containing a JSON description.',
    },
  },
  examples: [
    {
      says: 'Create a role with read-only access to storage and network resources, and the ability to start or restart VMs. (Bash)',
      line: 'az role definition create --role-definition \'{\n    "Name": "Contoso On-call",\n    "Description": "Perform VM actions and read storage and network information.",\n    "Actions": [\n        "Microsoft.Compute/*/read",\n        "Microsoft.Compute/virtualMachines/start/action",\n        "Microsoft.Compute/virtualMachines/restart/action",\n        "Microsoft.Network/*/read",\n        "Microsoft.Storage/*/read",\n        "Microsoft.Authorization/*/read",\n        "Microsoft.Resources/subscriptions/resourceGroups/read",\n        "Microsoft.Resources/subscriptions/resourceGroups/resources/read",\n        "Microsoft.Insights/alertRules/*",\n        "Microsoft.Support/*"\n    ],\n    "DataActions": [\n        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"\n    ],\n    "NotDataActions": [\n        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"\n    ],\n    "AssignableScopes": ["/subscriptions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"]\n}\'\n',
    },
    {
      says: 'Create a role from a file containing a JSON description.',
      line: 'az role definition create --role-definition @ad-role.json\n',
    },
  ],
  run: async ({ roleDefinition }, az) => {
    const input = await readDefinition(az, roleDefinition);
    const name = requireName(input);
    if (list(input['assignableScopes']).length === 0) throw new CliError("please provide 'assignableScopes'");
    const id = derivedGuid('role definition', name, JSON.stringify(input), String(await az.host.now()));
    return putDefinition(az, input, name, id);
  },
});
