import { defineCommand } from '../../define.ts';
import { resourceGroup } from '../../parameters.ts';
import { shapes } from '../../shape.ts';
import { WEB_VERSION } from '../../webapp/site.ts';

export const appservicePlanList = defineCommand({
  words: 'appservice plan list',
  summary: 'List app service plans.',
  parameters: {
    resourceGroup,
  },
  examples: [
    {
      says: 'List all free tier App Service plans.',
      line: 'az appservice plan list --query "[?sku.tier==\'Free\']"\n',
    },
    {
      says: 'List all App Service plans for an App Service environment.',
      line: 'az appservice plan list --query "[?hostingEnvironmentProfile.name==\'<ase-name>\']"\n',
    },
  ],
  run: async ({ resourceGroup }, az) => {
    const path =
      resourceGroup === undefined
        ? `${await az.root()}/providers/Microsoft.Web/serverfarms?detailed=true&api-version=${WEB_VERSION}`
        : `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms?api-version=${WEB_VERSION}`;
    return shapes('AppServicePlan', await az.arm.list(path)).map(({ geoRegion: _, subscription: __, ...plan }) => plan);
  },
});
