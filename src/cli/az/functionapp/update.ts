import { asParserError, CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { text } from '../json.ts';
import { shape } from '../shape.ts';
import { updatedBody } from '../update-model.ts';
import { sitePath, WEB_VERSION } from '../webapp/site.ts';

export const functionappUpdate = implement('functionapp update', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?', set: 'texts?', forceString: 'flag' },
  run: async ({ resourceGroup, name, slot, set, forceString }, az) => {
    const version = `api-version=${WEB_VERSION}`;
    // The first look belongs to the check of options: a refusal ends as the parser does.
    await az.arm.get(`${await sitePath(az, resourceGroup, name)}?${version}`).catch(asParserError);
    const path = `${await sitePath(az, resourceGroup, name, slot)}?${version}`;
    const site = shape('Site', await az.arm.get(path));
    if (!text(site, 'kind').includes('function'))
      throw new CliError(`Unable to find App ${name} in resource group ${resourceGroup}`, { exit: 3 });
    return shape('Site', await az.arm.finish('PUT', path, updatedBody(az, 'Site', site, { set, forceString })));
  },
});
