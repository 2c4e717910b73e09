import { defineCommand } from '../../../define.ts';
import { idPart, resourceGroup, siteName, slot } from '../../../parameters.ts';
import { CliError } from '../../../errors.ts';
import { givenSettings } from './given.ts';
import { lookAtSite, readSettings, settingRows, slotConfig, writeSettings, writeSlotConfig } from './settings.ts';

export const webappConfigAppsettingsSet = defineCommand({
  words: 'webapp config appsettings set',
  summary: "Set a web app's settings.",
  detail:
    'Note that setting values are now redacted in the result. Please use the `az webapp config appsettings list` command to view the settings.',
  ids: 'Microsoft.Web/sites',
  parameters: {
    resourceGroup: idPart('resourceGroup', resourceGroup),
    name: siteName,
    settings: {
      takes: 'many',
      help: 'Space-separated appsettings in KEY=VALUE format. Use @{file} to load from a file. See https://go.microsoft.com/fwlink/?linkid=2219923 for more information on file format and editing app settings in bulk.',
    },
    slot,
    slotSettings: {
      takes: 'many',
      help: 'Space-separated appsettings in KEY=VALUE format. Use @{file} to load from a file. Given setting are added to the configuration and marked as Deployment slot setting by default.',
    },
  },
  examples: [
    {
      says: 'Set the default NodeJS version to 6.9.1 for a web app.',
      line: 'az webapp config appsettings set -g MyResourceGroup -n MyUniqueApp --settings WEBSITE_NODE_DEFAULT_VERSION=6.9.1\n',
    },
    {
      says: 'Set using both key-value pair and a json file with more settings.',
      line: 'az webapp config appsettings set -g MyResourceGroup -n MyUniqueApp --settings mySetting=value @moreSettings.json\n',
    },
  ],
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
