import { defineCommand } from '../../define.ts';
import { idPart, resourceGroup, siteName, slot } from '../../parameters.ts';
import { addIdentities } from './add.ts';
import { siteIdentity } from './result.ts';

export const webappIdentityAssign = defineCommand({
  words: 'webapp identity assign',
  summary: 'Assign managed identity to the web app.',
  ids: 'Microsoft.Web/sites',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: siteName,
    identities: {
      takes: 'any',
      help: "Space-separated identities to assign. Use '[system]' to refer to the system assigned identity. Default: '[system]'.",
    },
    role: { default: 'Contributor', help: 'Role name or id the managed identity will be assigned.' },
    slot,
    scope: { help: 'The scope the managed identity has access to.' },
  },
  examples: [
    {
      says: 'assign local identity and assign a reader role to the current resource group.',
      line: 'az webapp identity assign -g MyResourceGroup -n MyUniqueApp --role reader --scope /subscriptions/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/resourcegroups/MyResourceGroup\n',
    },
    { says: 'enable identity for the web app.', line: 'az webapp identity assign -g MyResourceGroup -n MyUniqueApp\n' },
    {
      says: 'assign local identity and a user assigned identity to a webapp.',
      line: 'az webapp identity assign -g MyResourceGroup -n MyUniqueApp --identities [system] myAssignedId\n',
    },
  ],
  run: async (args, az) => siteIdentity(await addIdentities(az, args)),
});
