import type { Az } from '../../../context.ts';
import { CliError, orNothing } from '../../../errors.ts';
import { implement } from '../../../implement.ts';
import { givenSettings } from './given.ts';
import {
  lookAtSite,
  readSettings,
  settingRows,
  slotConfig,
  writeSettings,
  writeSlotConfig,
  type SiteRef,
} from './settings.ts';

const site = { resourceGroup: 'text', name: 'text', slot: 'text?' } as const;

/** The commands on app settings of a kind of site. `before` is what az looks at before it changes any. */
export const appsettingsCommands = (
  group: 'webapp' | 'functionapp' | 'logicapp',
  before: (az: Az, site: SiteRef) => Promise<void> = () => Promise.resolve(),
) => [
  implement(`${group} config appsettings list`, {
    takes: site,
    run: async (at, az) => {
      const properties = await orNothing(readSettings(az, at));
      if (properties === undefined) return undefined;
      await lookAtSite(az, { ...at, slot: undefined }, ['2023-01-01', '2023-12-01']);
      const { appSettings } = await slotConfig(az, at);
      return settingRows(properties, appSettings, false);
    },
  }),
  implement(`${group} config appsettings set`, {
    takes: { ...site, settings: 'texts?', slotSettings: 'texts?' },
    run: async ({ settings, slotSettings, ...at }, az) => {
      await before(az, at);
      if (settings === undefined && slotSettings === undefined)
        throw new CliError('Usage Error: --settings |--slot-settings');
      const current = await readSettings(az, at);
      const { values, slots } = givenSettings(settings ?? [], slotSettings ?? []);
      await lookAtSite(az, { ...at, slot: undefined }, ['2023-01-01']);
      const result = await writeSettings(az, at, { ...current, ...values });
      if (slots.size === 0) return settingRows(result, [], true);
      const { raw, appSettings } = await slotConfig(az, at);
      const names = appSettings.filter((name) => slots.get(name) !== false);
      for (const [name, isSlot] of slots) if (isSlot && !names.includes(name)) names.push(name);
      await writeSlotConfig(az, at, raw, names);
      return settingRows(result, names, true);
    },
  }),
  implement(`${group} config appsettings delete`, {
    takes: { ...site, settingNames: 'texts' },
    run: async ({ settingNames, ...at }, az) => {
      const properties = await readSettings(az, at);
      await lookAtSite(az, { ...at, slot: undefined }, ['2023-01-01', '2023-12-01']);
      const { raw, appSettings } = await slotConfig(az, at);
      const names = appSettings.filter((name) => !settingNames.includes(name));
      if (names.length < appSettings.length) await writeSlotConfig(az, at, raw, names);
      const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !settingNames.includes(name)));
      return settingRows(await writeSettings(az, at, kept), names, true);
    },
  }),
];
