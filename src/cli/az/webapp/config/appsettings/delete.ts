import { implement } from '../../../implement.ts';
import { lookAtSite, readSettings, settingRows, slotConfig, writeSettings, writeSlotConfig } from './settings.ts';

export const webappConfigAppsettingsDelete = implement('webapp config appsettings delete', {
  takes: { resourceGroup: 'text', name: 'text', settingNames: 'texts', slot: 'text?' },
  run: async ({ settingNames, ...site }, az) => {
    const properties = await readSettings(az, site);
    await lookAtSite(az, site, ['2023-01-01', '2023-12-01']);
    const { raw, appSettings } = await slotConfig(az, site);
    const names = appSettings.filter((name) => !settingNames.includes(name));
    if (names.length < appSettings.length) await writeSlotConfig(az, site, raw, names);
    const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !settingNames.includes(name)));
    return settingRows(await writeSettings(az, site, kept), names, true);
  },
});
