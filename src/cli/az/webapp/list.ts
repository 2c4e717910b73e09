import { defineCommand } from '../define.ts';
import { resourceGroup } from '../parameters.ts';
import { list } from '../json.ts';
import { isWebApp, siteResult, siteRow, WEB_VERSION } from './site.ts';

export const webappList = defineCommand({
  words: 'webapp list',
  summary: 'List web apps.',
  parameters: {
    resourceGroup,
    showDetails: { takes: 'flag', help: 'Include detailed site configuration of listed web apps in output.' },
  },
  examples: [
    { says: 'List all web apps in MyResourceGroup.', line: 'az webapp list --resource-group MyResourceGroup\n' },
    {
      says: 'List default host name and state for all web apps.',
      line: 'az webapp list --query "[].{hostName: defaultHostName, state: state}"\n',
    },
    { says: 'List all running web apps.', line: 'az webapp list --query "[?state==\'Running\']"\n' },
  ],
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const path = `${scope}/providers/Microsoft.Web/sites?api-version=${WEB_VERSION}`;
    return (await az.arm.list(path)).map(siteResult).filter(isWebApp);
  },
  table: (result) => list(result).map(siteRow),
});
