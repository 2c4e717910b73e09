import { CliError } from '../../../errors.ts';
import { implement } from '../../../implement.ts';
import { compact, member, text } from '../../../json.ts';
import { shape } from '../../../shape.ts';
import { siteConfig } from '../../config/web.ts';
import { newSite, newSiteConfig } from '../../models.ts';
import { sitePath, WEB_VERSION } from '../../site.ts';
import { copyConfiguration } from './copy.ts';
import { slotResult } from './slot.ts';

export const webappDeploymentSlotCreate = implement('webapp deployment slot create', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text', configurationSource: 'text?' },
  run: async ({ resourceGroup, name, slot, configurationSource: source }, az) => {
    const app = shape(
      'Site',
      await az.arm.get(`${await sitePath(az, resourceGroup, name)}?api-version=${WEB_VERSION}`),
    );
    await siteConfig(az, { resourceGroup, name });
    if (text(app, 'kind').includes('functionapp'))
      throw new CliError(`'${name}' is a function app. Please use \`az functionapp deployment slot create\`.`);
    const same = [
      'httpsOnly',
      'clientCertEnabled',
      'clientCertMode',
      'clientCertExclusionPaths',
      'publicNetworkAccess',
    ];
    const body = newSite(
      compact({
        location: text(app, 'location'),
        serverFarmId: text(app, 'serverFarmId'),
        siteConfig: source?.toLowerCase() === name.toLowerCase() ? undefined : newSiteConfig({}),
        ...Object.fromEntries(same.map((key) => [key, member(app, key)])),
      }),
    );
    const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
    const made = slotResult(await az.arm.finish('PUT', path, body));
    if (source !== undefined) await copyConfiguration(az, { resourceGroup, name, slot, configurationSource: source });
    return made;
  },
});
