import { implement } from '../implement.ts';
import { list, text } from '../json.ts';
import { siteDetails } from '../webapp/details.ts';
import { sitePath, siteResult, siteRow, WEB_VERSION } from '../webapp/site.ts';
import { rawSite } from './raw.ts';

export const functionappShow = implement('functionapp show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async (site, az) => {
    await rawSite(az, site.resourceGroup, site.name);
    return siteDetails(az, site);
  },
  table: siteRow,
});

export const functionappList = implement('functionapp list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const sites = await az.arm.list(`${scope}/providers/Microsoft.Web/sites?api-version=${WEB_VERSION}`);
    return sites
      .filter((site) => text(site, 'kind').includes('functionapp') && !text(site, 'kind').includes('workflowapp'))
      .map(siteResult);
  },
  table: (sites) => list(sites).map(siteRow),
});

export const functionappDelete = implement('functionapp delete', {
  takes: { resourceGroup: 'text', name: 'text', keepEmptyPlan: 'flag', slot: 'text?' },
  run: async ({ resourceGroup, name, keepEmptyPlan, slot }, az) => {
    const path = await sitePath(az, resourceGroup, name, slot);
    const kept = keepEmptyPlan ? 'deleteEmptyServerFarm=false&' : '';
    await az.arm.call('DELETE', `${path}?${kept}api-version=${WEB_VERSION}`);
    return undefined;
  },
});
