import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement, type Given, type Takes } from '../../implement.ts';
import { compact, member, parseJson, type Json, type JsonObject } from '../../json.ts';
import { formatJson } from '../../output/json.ts';
import { kvClient, refusalOf, STORE_ACCESS } from './client.ts';
import { labelOf, REFERENCE, requireKey, settingPath, settingResult, settingRows } from './setting.ts';

const SETTING = { ...STORE_ACCESS, key: 'text', label: 'text?', tags: 'tags?', yes: 'flag' } as const satisfies Takes;

const FLAG = 'application/vnd.microsoft.appconfig.ff+json;charset=utf-8';
const LOCKED = 409;

/** What a setting shall be, by what it is now (undefined where it is not there). */
type Wanted = (now: Json | undefined) => { value: string; contentType: string };

interface Words {
  what: string;
  thing: string;
}

/** Reads a setting, asks, and writes it over what was read. */
async function put(az: Az, args: Given<typeof SETTING>, wanted: Wanted, { what, thing }: Words): Promise<JsonObject> {
  requireKey(args.key);
  const client = await kvClient(az, args);
  const { key } = args;
  const label = labelOf(args.label);
  const path = settingPath(key, label);
  const looked = await client.send('GET', path);
  if (looked.status >= 400 && looked.status !== 404)
    throw refusalOf(looked, 'Failed to retrieve key-values from config store. ');
  const now = looked.status === 404 ? undefined : parseJson(looked.body);
  const { value, contentType } = wanted(now);
  const tags: Json = args.tags ?? member(now, 'tags') ?? null;
  if (!args.yes) {
    const shown = { key, label: label ?? null, content_type: contentType, value, tags };
    await az.confirmMidway(`Are you sure you want to set the ${what}: \n${formatJson(shown)}`);
  }
  const held = { etag: member(now, 'etag'), locked: member(now, 'locked') };
  const body = compact({ ...held, key, label, value, content_type: contentType, tags: tags ?? undefined });
  const etag = member(now, 'etag');
  const condition: Record<string, string> =
    typeof etag === 'string' ? { 'if-match': `"${etag}"` } : { 'if-none-match': '*' };
  const response = await client.send('PUT', path, JSON.stringify(body), condition);
  if (response.status === LOCKED)
    throw new CliError(`Failed to update read only ${thing}. Unlock the ${thing} before updating it.`);
  if (response.status >= 400)
    throw refusalOf(response, `Failed to set the ${what === 'key' ? 'key-value' : what} due to an exception: `);
  return settingResult(parseJson(response.body));
}

/** Whether a content type says JSON, as `application/json` and `application/x+json` do. */
function isJson(contentType: string): boolean {
  const [main, sub] = (contentType.toLowerCase().split(';')[0] ?? '').trim().split('/');
  return main === 'application' && (sub ?? '').split('+').includes('json');
}

export const appconfigKvSet = implement('appconfig kv set', {
  takes: { ...SETTING, value: 'text?', contentType: 'text?' },
  run: async ({ value, contentType, ...args }, az) => {
    const given = contentType?.toLowerCase();
    if (given === REFERENCE)
      az.warn("There is a dedicated command to set key vault reference. 'appconfig kv set-keyvault -h'");
    if (given === FLAG) az.warn("There is a dedicated command to set feature flag. 'appconfig feature set -h'");
    const wanted: Wanted = (now) => {
      const type = contentType ?? member(now, 'content_type') ?? '';
      const json = isJson(String(type));
      const text = value ?? member(now, 'value') ?? (json ? 'null' : '');
      if (json && parseJson(String(text)) === undefined)
        throw new CliError(
          `Value "${String(text)}" is not a valid JSON object, which conflicts with the content type "${String(type)}".${now === undefined ? '' : ' Set the value again in valid JSON format.'}`,
        );
      return { value: String(text), contentType: String(type) };
    };
    return put(az, args, wanted, { what: 'key', thing: 'key-value' });
  },
  table: settingRows,
});

export const appconfigKvSetKeyvault = implement('appconfig kv set-keyvault', {
  takes: { ...SETTING, secretIdentifier: 'text' },
  run: async ({ secretIdentifier, ...args }, az) => {
    if (!/^https?:\/\/[^/]+\/\w+\/[^/]+(?:\/[^/]+)?\/?$/.test(secretIdentifier))
      throw new CliError(
        `Received an exception while validating the format of secret identifier.\n'${secretIdentifier}' is not a valid ID`,
      );
    const value = `{"uri": ${JSON.stringify(secretIdentifier)}}`;
    const words = { what: 'keyvault reference', thing: 'key vault reference' };
    return put(az, args, () => ({ value, contentType: REFERENCE }), words);
  },
  table: settingRows,
});
