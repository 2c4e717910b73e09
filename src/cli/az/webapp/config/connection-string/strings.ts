import type { Az } from '../../../context.ts';
import { CliError } from '../../../errors.ts';
import { isObject, list, member, parseJson, text, type Json, type JsonObject } from '../../../json.ts';
import { shape } from '../../../shape.ts';
import { sitePath, WEB_VERSION } from '../../site.ts';
import type { SiteRef } from '../appsettings/settings.ts';

async function stringsPath(az: Az, { resourceGroup, name, slot }: SiteRef, verb = ''): Promise<string> {
  const path = await sitePath(az, resourceGroup, name, slot);
  return `${path}/config/connectionstrings${verb}?api-version=${WEB_VERSION}`;
}

/** The connection strings of a site, by name: a POST, because the answer holds secrets. */
export async function readStrings(az: Az, site: SiteRef): Promise<JsonObject> {
  const properties = member(await az.arm.call('POST', await stringsPath(az, site, '/list')), 'properties');
  return isObject(properties) ? properties : {};
}

/** Replaces the connection strings of a site. Returns them as az prints them after a change, without their values. */
export async function writeStrings(az: Az, site: SiteRef, properties: JsonObject): Promise<JsonObject> {
  const answer = shape('ConnectionStringDictionary', await az.arm.put(await stringsPath(az, site), { properties }));
  const now = member(answer, 'properties');
  const entries = Object.entries(isObject(now) ? now : {}).map(([name, one]) => [
    name,
    { ...(isObject(one) ? one : {}), value: null },
  ]);
  return { ...answer, properties: Object.fromEntries(entries) as JsonObject };
}

/** A connection string that an option gives. */
export interface GivenString {
  name: string;
  value: Json;
  type: Json;
  slotSetting?: boolean;
}

function fromJson(item: Json): GivenString {
  if (!isObject(item) || !['value', 'name', 'type'].every((key) => Object.hasOwn(item, key)))
    throw new CliError("In json settings, 'value', 'name' and 'type' is required; 'slotSetting' is optional");
  const slotSetting = member(item, 'slotSetting');
  return {
    name: text(item, 'name'),
    value: item['value'] ?? null,
    type: item['type'] ?? null,
    ...(slotSetting !== undefined && { slotSetting: slotSetting === true }),
  };
}

/** `name=value` items of one type, or the JSON that the list command prints. */
export function givenStrings(items: readonly string[], type: string | undefined): GivenString[] {
  if (items.length === 0) return [];
  const json = parseJson(items.map((item) => item.trimEnd()).join(''));
  if (json !== undefined) return (Array.isArray(json) ? list(json) : [json]).map(fromJson);
  if (type === undefined)
    throw new CliError('either --connection-string-type is required if not using json, or bad json file');
  return items.map((item) => {
    const cut = item.indexOf('=');
    if (cut < 0) throw new CliError('not enough values to unpack (expected 2, got 1)');
    const value = item.slice(cut + 1);
    return { name: item.slice(0, cut), value: /^['"]/.test(value) ? value.slice(1, -1) : value, type };
  });
}
