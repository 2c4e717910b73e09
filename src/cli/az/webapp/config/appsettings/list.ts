import { implement } from '../../../implement.ts';
import { orNothing } from '../../../errors.ts';
import { lookAtSite, readSettings, settingRows, slotConfig } from './settings.ts';

export const webappConfigAppsettingsList = implement('webapp config appsettings list', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async (site, az) => {
    const properties = await orNothing(readSettings(az, site));
    if (properties === undefined) return undefined;
    await lookAtSite(az, site, ['2023-01-01', '2023-12-01']);
    const { appSettings } = await slotConfig(az, site);
    return settingRows(properties, appSettings, false);
  },
});
