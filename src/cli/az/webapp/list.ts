import { implement } from '../implement.ts';
import { list } from '../json.ts';
import { isWebApp, siteResult, siteRow, WEB_VERSION } from './site.ts';

export const webappList = implement('webapp list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const path = `${scope}/providers/Microsoft.Web/sites?api-version=${WEB_VERSION}`;
    return (await az.arm.list(path)).map(siteResult).filter(isWebApp);
  },
  table: (result) => list(result).map(siteRow),
});
