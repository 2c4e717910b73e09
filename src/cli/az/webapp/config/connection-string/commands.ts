import { CliError, orNothing } from '../../../errors.ts';
import { implement } from '../../../implement.ts';
import { list, member, text } from '../../../json.ts';
import { slotConfig, writeSlotNames } from '../appsettings/settings.ts';
import { givenStrings, readStrings, writeStrings } from './strings.ts';

export const webappConfigConnectionStringSet = implement('webapp config connection-string set', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    connectionStringType: 'text?',
    settings: 'texts?',
    slot: 'text?',
    slotSettings: 'texts?',
  },
  run: async ({ connectionStringType: type, settings = [], slotSettings = [], ...site }, az) => {
    if (settings.length === 0 && slotSettings.length === 0)
      throw new CliError('Usage Error: --settings |--slot-settings');
    const plain = givenStrings(settings, type);
    const sticky = givenStrings(slotSettings, type);
    const given = [...plain, ...sticky];
    const current = await readStrings(az, site);
    const added = given.map(({ name, value, type: kind }) => [name, { value, type: kind }] as const);
    const result = await writeStrings(az, site, { ...current, ...Object.fromEntries(added) });
    const stays = new Set([...sticky, ...given.filter(({ slotSetting }) => slotSetting)].map(({ name }) => name));
    const goes = new Set(given.filter(({ slotSetting }) => slotSetting === false).map(({ name }) => name));
    if (stays.size > 0 || goes.size > 0) {
      const { raw } = await slotConfig(az, site);
      const names = new Set([...list(raw['connectionStringNames']).map(String), ...stays]);
      const connectionStringNames = [...names].filter((name) => !goes.has(name));
      await writeSlotNames(az, site, { ...raw, connectionStringNames });
    }
    return result['properties'];
  },
});

export const webappConfigConnectionStringList = implement('webapp config connection-string list', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async (site, az) => {
    const strings = await orNothing(readStrings(az, site));
    if (strings === undefined) return undefined;
    const { raw } = await slotConfig(az, site);
    const sticky = list(raw['connectionStringNames']);
    return Object.entries(strings).map(([name, one]) => ({
      name,
      value: member(one, 'value') ?? null,
      type: text(one, 'type'),
      slotSetting: sticky.includes(name),
    }));
  },
});

export const webappConfigConnectionStringDelete = implement('webapp config connection-string delete', {
  takes: { resourceGroup: 'text', name: 'text', settingNames: 'texts', slot: 'text?' },
  run: async ({ settingNames, ...site }, az) => {
    const strings = await readStrings(az, site);
    const { raw } = await slotConfig(az, site);
    const sticky = list(raw['connectionStringNames']).map(String);
    const kept = sticky.filter((name) => !settingNames.includes(name));
    if (kept.length < sticky.length) await writeSlotNames(az, site, { ...raw, connectionStringNames: kept });
    const staying = Object.entries(strings).filter(([name]) => !settingNames.includes(name));
    return writeStrings(az, site, Object.fromEntries(staying));
  },
});
