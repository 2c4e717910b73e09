import type { Az } from '../context.ts';
import { asParserError } from '../errors.ts';
import { implement } from '../implement.ts';
import { configTakes, setConfig } from '../webapp/config/set.ts';
import { siteConfig } from '../webapp/config/web.ts';
import { lookAtSite, type SiteRef } from '../webapp/config/appsettings/settings.ts';
import { checkLanguage } from './language.ts';

/** az looks whether the app stands on Container Apps while it checks options: a refusal ends as the parser does. */
async function checkPlace(az: Az, { resourceGroup, name }: SiteRef): Promise<void> {
  await lookAtSite(az, { resourceGroup, name }, ['2023-01-01']).catch(asParserError);
}

export const functionappConfigSet = implement('functionapp config set', {
  takes: configTakes,
  run: async (args, az) => {
    await checkPlace(az, args);
    await checkLanguage(az, args);
    return setConfig(az, args);
  },
});

export const functionappConfigShow = implement('functionapp config show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async (site, az) => {
    await checkPlace(az, site);
    return siteConfig(az, site);
  },
});
