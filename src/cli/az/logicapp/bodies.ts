import { implement, type Body } from '../implement.ts';
import { list, text } from '../json.ts';
import { appsettingsCommands } from '../webapp/config/appsettings/commands.ts';
import { siteDetails } from '../webapp/details.ts';
import { powerCommands } from '../webapp/power.ts';
import { sitePath, siteResult, siteRow, WEB_VERSION } from '../webapp/site.ts';

const logicappList = implement('logicapp list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const sites = await az.arm.list(`${scope}/providers/Microsoft.Web/sites?api-version=${WEB_VERSION}`);
    return sites.filter((site) => text(site, 'kind').toLowerCase().includes('workflow')).map(siteResult);
  },
  table: (sites) => list(sites).map(siteRow),
});

const logicappShow = implement('logicapp show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: (site, az) => siteDetails(az, site),
  table: siteRow,
});

const logicappDelete = implement('logicapp delete', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async ({ resourceGroup, name, slot }, az) => {
    await az.arm.call('DELETE', `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`);
    return undefined;
  },
});

/**
 * What `az logicapp …` does: Standard logic apps, which are sites. None can be made in this lab, whose logic apps are
 * those of the Consumption plan (`Microsoft.Logic/workflows`, which `az resource` and `az rest` reach).
 */
export const logicappBodies: readonly Body[] = [
  ...appsettingsCommands('logicapp'),
  ...powerCommands('logicapp'),
  logicappDelete,
  logicappList,
  logicappShow,
];
