import { implement } from '../../../implement.ts';
import { CliError } from '../../../errors.ts';
import { givenSettings } from './given.ts';
import { lookAtSite, readSettings, settingRows, slotConfig, writeSettings, writeSlotConfig } from './settings.ts';

export const webappConfigAppsettingsSet = implement('webapp config appsettings set', {
  takes: { resourceGroup: 'text', name: 'text', settings: 'texts?', slot: 'text?', slotSettings: 'texts?' },
  run: async ({ settings, slotSettings, ...site }, az) => {
    if (settings === undefined && slotSettings === undefined)
      throw new CliError('Usage Error: --settings |--slot-settings');
    const current = await readSettings(az, site);
    const { values, slots } = givenSettings(settings ?? [], slotSettings ?? []);
    await lookAtSite(az, site, ['2023-01-01']);
    const result = await writeSettings(az, site, { ...current, ...values });
    if (slots.size === 0) return settingRows(result, [], true);
    const { raw, appSettings } = await slotConfig(az, site);
    const names = appSettings.filter((name) => slots.get(name) !== false);
    for (const [name, isSlot] of slots) if (isSlot && !names.includes(name)) names.push(name);
    await writeSlotConfig(az, site, raw, names);
    return settingRows(result, names, true);
  },
});
