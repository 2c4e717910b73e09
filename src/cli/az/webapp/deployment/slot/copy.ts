import type { Az } from '../../../context.ts';
import { list, type JsonObject } from '../../../json.ts';
import { readSettings, slotConfig, writeSettings } from '../../config/appsettings/settings.ts';
import { readStrings, writeStrings } from '../../config/connection-string/strings.ts';
import { siteConfig, updateSiteConfig } from '../../config/web.ts';

export interface Copy {
  resourceGroup: string;
  name: string;
  slot: string;
  /** The app's own name for its production slot, or the name of another slot. */
  configurationSource: string;
}

function without(values: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** Copies configuration, settings and connection strings onto a new slot, other than what stays with its slot. */
export async function copyConfiguration(
  az: Az,
  { resourceGroup, name, slot, configurationSource }: Copy,
): Promise<void> {
  const fromProduction = configurationSource.toLowerCase() === name.toLowerCase();
  const source = { resourceGroup, name, slot: fromProduction ? undefined : configurationSource };
  const target = { resourceGroup, name, slot };
  await updateSiteConfig(az, target, await siteConfig(az, source));
  const { raw, appSettings } = await slotConfig(az, source);
  const settings = without(await readSettings(az, source), appSettings);
  const strings = without(await readStrings(az, source), list(raw['connectionStringNames']).map(String));
  await writeSettings(az, target, settings);
  await writeStrings(az, target, strings);
}
