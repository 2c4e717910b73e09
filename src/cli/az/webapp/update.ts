import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { text } from '../json.ts';
import { shape } from '../shape.ts';
import { updatedBody } from '../update-model.ts';
import { sitePath, WEB_VERSION } from './site.ts';

export const webappUpdate = implement('webapp update', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    slot: 'text?',
    clientAffinityEnabled: 'bool?',
    httpsOnly: 'bool?',
    set: 'texts?',
    forceString: 'flag',
  },
  run: async ({ resourceGroup, name, slot, clientAffinityEnabled, httpsOnly, set, forceString }, az) => {
    const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
    const site = shape('Site', await az.arm.get(path));
    if (text(site, 'kind').includes('function'))
      throw new CliError("please use 'az functionapp update' to update this function app");
    if (clientAffinityEnabled !== undefined) site['clientAffinityEnabled'] = clientAffinityEnabled;
    if (httpsOnly !== undefined) site['httpsOnly'] = httpsOnly;
    return shape('Site', await az.arm.finish('PUT', path, updatedBody(az, 'Site', site, { set, forceString })));
  },
});
