import type { Az } from '../../../context.ts';
import { isObject, list, member, type Json, type JsonObject } from '../../../json.ts';
import { mapText } from '../../../python-text.ts';
import { sitePath, WEB_VERSION } from '../../site.ts';

export interface SiteRef {
  resourceGroup: string;
  name: string;
  slot?: string | undefined;
}

/** The app settings of a site: a POST, because the answer holds secrets. */
export async function readSettings(az: Az, { resourceGroup, name, slot }: SiteRef): Promise<JsonObject> {
  const path = await sitePath(az, resourceGroup, name, slot);
  const answer = await az.arm.call('POST', `${path}/config/appsettings/list?api-version=${WEB_VERSION}`);
  const properties = member(answer, 'properties');
  return isObject(properties) ? properties : {};
}

/** Replaces the app settings of a site and returns those that it now has. */
export async function writeSettings(
  az: Az,
  { resourceGroup, name, slot }: SiteRef,
  properties: JsonObject,
): Promise<JsonObject> {
  const path = await sitePath(az, resourceGroup, name, slot);
  const answer = await az.arm.put(`${path}/config/appsettings?api-version=${WEB_VERSION}`, {
    properties: mapText(properties),
  });
  const result = member(answer, 'properties');
  return isObject(result) ? result : {};
}

/** az looks at the site itself, to treat Functions on Container Apps and Flex plans otherwise. */
export async function lookAtSite(
  az: Az,
  { resourceGroup, name, slot }: SiteRef,
  versions: readonly string[],
): Promise<void> {
  const path = await sitePath(az, resourceGroup, name, slot);
  // The second look is sent by hand, with a second slash in front of its path.
  for (const [i, version] of versions.entries()) await az.arm.get(`${i > 0 ? '/' : ''}${path}?api-version=${version}`);
}

/** The answer of `config/slotConfigNames`: which settings stay with their slot. */
export async function slotConfig(
  az: Az,
  { resourceGroup, name }: SiteRef,
): Promise<{ raw: JsonObject; appSettings: string[] }> {
  const path = await sitePath(az, resourceGroup, name);
  const answer = await az.arm.get(`${path}/config/slotConfigNames?api-version=${WEB_VERSION}`);
  const raw = member(answer, 'properties');
  return { raw: isObject(raw) ? raw : {}, appSettings: list(member(raw, 'appSettingNames')).map(String) };
}

/** Says which settings and connection strings stay with their slot; a kind that is null is not spoken of. */
export async function writeSlotNames(az: Az, { resourceGroup, name }: SiteRef, names: JsonObject): Promise<void> {
  const path = await sitePath(az, resourceGroup, name);
  const properties = Object.fromEntries(Object.entries(names).filter(([, value]) => value !== null));
  await az.arm.put(`${path}/config/slotConfigNames?api-version=${WEB_VERSION}`, { properties });
}

export async function writeSlotConfig(az: Az, site: SiteRef, raw: JsonObject, appSettings: string[]): Promise<void> {
  await writeSlotNames(az, site, { ...raw, appSettingNames: appSettings });
}

/** Settings as az prints them. Commands that change settings do not show the values. */
export function settingRows(properties: JsonObject, slotNames: readonly string[], redact: boolean): Json[] {
  return Object.entries(properties).map(([name, value]) => ({
    name,
    value: redact ? null : (value ?? null),
    slotSetting: slotNames.includes(name),
  }));
}
