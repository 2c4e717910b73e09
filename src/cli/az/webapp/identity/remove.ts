import { defineCommand } from '../../define.ts';
import { idPart, resourceGroup, siteName, slot } from '../../parameters.ts';
import { member } from '../../json.ts';
import { sitePath, WEB_VERSION, writableSite } from '../site.ts';
import { siteIdentity } from './result.ts';
import { wantedIdentities, withoutIdentities } from './wanted.ts';

export const webappIdentityRemove = defineCommand({
  words: 'webapp identity remove',
  summary: "Disable web app's managed identity.",
  ids: 'Microsoft.Web/sites',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: siteName,
    identities: {
      takes: 'any',
      help: "Space-separated identities to assign. Use '[system]' to refer to the system assigned identity. Default: '[system]'.",
    },
    slot,
  },
  examples: [
    {
      says: "Disable web app's system managed identity",
      line: 'az webapp identity remove --name MyWebApp --resource-group MyResourceGroup',
    },
    {
      says: "Disable web app's system managed identity and a user managed identity",
      line: 'az webapp identity remove --name MyWebApp --resource-group MyResourceGroup --identities [system] myAssignedId',
    },
  ],
  run: async ({ resourceGroup, name, identities, slot }, az) => {
    const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
    const site = await az.arm.get(path);
    const current = member(site, 'identity');
    if (current === undefined || current === null) return undefined;
    const identity = withoutIdentities(current, wantedIdentities(identities), name);
    return siteIdentity(await az.arm.finish('PUT', path, { ...writableSite(site), identity }));
  },
});
