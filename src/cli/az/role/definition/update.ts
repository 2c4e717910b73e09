import { defineCommand } from '../../define.ts';
import { CliError } from '../../errors.ts';
import { list, text } from '../../json.ts';
import { putDefinition, readDefinition } from './input.ts';
import { searchDefinitions } from './search.ts';

export const roleDefinitionUpdate = defineCommand({
  words: 'role definition update',
  summary: 'Update a role definition.',
  parameters: {
    roleDefinition: {
      required: true,
      help: 'Description of an existing role as JSON, or a path to a file containing a JSON description.',
    },
  },
  examples: [
    {
      says: 'Update a role using the output of "az role definition list". (Bash)',
      line: 'az role definition update --role-definition \'{\n    "roleName": "Contoso On-call",\n    "Description": "Perform VM actions and read storage and network information.",\n    "id": "/subscriptions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/providers/Microsoft.Authorization/roleDefinitions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",\n    "roleType": "CustomRole",\n    "type": "Microsoft.Authorization/roleDefinitions",\n    "Actions": [\n        "Microsoft.Compute/*/read",\n        "Microsoft.Compute/virtualMachines/start/action",\n        "Microsoft.Compute/virtualMachines/restart/action",\n        "Microsoft.Network/*/read",\n        "Microsoft.Storage/*/read",\n        "Microsoft.Authorization/*/read",\n        "Microsoft.Resources/subscriptions/resourceGroups/read",\n        "Microsoft.Resources/subscriptions/resourceGroups/resources/read",\n        "Microsoft.Support/*"\n    ],\n    "DataActions": [\n        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"\n    ],\n    "NotDataActions": [\n        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"\n    ],\n    "AssignableScopes": ["/subscriptions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"]\n}\'\n',
    },
  ],
  run: async ({ roleDefinition }, az) => {
    const input = await readDefinition(az, roleDefinition);
    const id = text(input, 'id');
    if (id) return putDefinition(az, input, text(input, 'roleName'), id.split('/').at(-1) ?? '');
    az.warn('Role "id" is missing. Look for the role in the current subscription...');
    const scopes = list(input['assignableScopes']).map(String);
    const name = text(input, 'name');
    const found = await searchDefinitions(az, name, scopes.length > 0 ? scopes : [await az.root()]);
    if (found.length > 1) throw new CliError(`More than 2 definitions are found with the name of "${name}"`);
    if (found.length === 0) throw new CliError(`No definition was found with the name of "${name}"`);
    return putDefinition(az, input, text(found[0], 'roleName'), text(found[0], 'name'));
  },
});
