import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { secretRef, SECRETS_VERSION } from '../../keyvault/secret/secret.ts';
import { list, member, parseJson, text, type Json, type JsonObject } from '../../json.ts';
import { kvClient, refusalOf, STORE_ACCESS, type KvClient } from './client.ts';
import { listPath, REFERENCE, requireKey, settingPath, settingResult, settingRows } from './setting.ts';

const DEFAULT_TOP = 100;

/** Settings of a list, as many as asked for at most. */
export async function readSettings(client: KvClient, path: string, top: number): Promise<Json[]> {
  const found: Json[] = [];
  for (let next: string | undefined = path; next && found.length < top;) {
    const response = await client.send('GET', next);
    if (response.status >= 400) throw refusalOf(response);
    const page: Json | undefined = parseJson(response.body);
    found.push(...list(member(page, 'items')));
    next = text(page, '@nextLink') || undefined;
  }
  return found.slice(0, top);
}

/** Only the fields asked for, by the names that the service has for them. */
function only(raw: Json, fields: readonly string[]): JsonObject {
  const shown = settingResult(raw);
  const renamed: JsonObject = {
    ...shown,
    content_type: shown['contentType'] ?? null,
    last_modified: shown['lastModified'] ?? null,
  };
  return Object.fromEntries(fields.map((field) => [field, renamed[field] ?? null]));
}

/** A setting with, for a reference to Key Vault, the secret in the place of the reference, read as whoever is signed in. */
async function resolved(az: Az, item: Json): Promise<Json> {
  if (text(item, 'content_type').toLowerCase() !== REFERENCE) return item;
  try {
    const uri = text(parseJson(text(item, 'value')), 'uri');
    const { vault, name, version } = secretRef(az, { id: uri });
    const secret = await vault.call('GET', `/secrets/${name}/${version}?api-version=${SECRETS_VERSION}`);
    return { ...(item as JsonObject), value: member(secret, 'value') ?? null };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(error.message);
  }
}

export const appconfigKvList = implement('appconfig kv list', {
  takes: {
    ...STORE_ACCESS,
    key: 'text?',
    label: 'text?',
    fields: 'texts?',
    top: 'int?',
    all: 'flag',
    resolveKeyvault: 'bool?',
  },
  run: async ({ key, label, fields, top, all, resolveKeyvault, ...access }, az) => {
    if (fields?.length && resolveKeyvault)
      throw new CliError(
        "Please provide only one of these arguments: '--fields' or '--resolve-keyvault'. See 'az appconfig kv list -h' for examples.",
      );
    const client = await kvClient(az, access);
    const asked = (fields ?? []).map((field) => field.toLowerCase());
    const wanted = asked.includes('all') ? [] : asked;
    const path = listPath(key || '*', label, wanted);
    const found = await readSettings(client, path, all ? Infinity : (top ?? DEFAULT_TOP));
    if (wanted.length > 0) return found.map((item) => only(item, wanted));
    const shown: JsonObject[] = [];
    for (const item of found) shown.push(settingResult(resolveKeyvault ? await resolved(az, item) : item));
    return shown;
  },
  table: settingRows,
});

export const appconfigKvShow = implement('appconfig kv show', {
  takes: { ...STORE_ACCESS, key: 'text', label: 'text?' },
  run: async ({ key, label, ...access }, az) => {
    requireKey(key);
    const client = await kvClient(az, access);
    const response = await client.send('GET', settingPath(key, label));
    if (response.status === 404)
      throw new CliError(`Key '${key}' with label '${label ?? 'None'}' does not exist.`, { exit: 3 });
    if (response.status >= 400) throw refusalOf(response, 'Failed to retrieve key-values from config store. ');
    return settingResult(parseJson(response.body));
  },
  table: settingRows,
});

export const appconfigKvDelete = implement('appconfig kv delete', {
  takes: { ...STORE_ACCESS, key: 'text', label: 'text?', yes: 'flag' },
  run: async ({ key, label, yes, ...access }, az) => {
    requireKey(key);
    const client = await kvClient(az, access);
    const found = await readSettings(client, listPath(key, label, [], true), DEFAULT_TOP);
    if (!yes)
      await az.confirmMidway(
        `Found '${found.length}' key-values matching the specified key and label. Are you sure you want to delete these key-values?`,
      );
    const deleted: JsonObject[] = [];
    for (const item of found) {
      const path = settingPath(text(item, 'key'), text(item, 'label') || undefined);
      const response = await client.send('DELETE', path, undefined, { 'if-match': `"${text(item, 'etag')}"` });
      if (response.status >= 400)
        throw new CliError(
          `Delete operation failed. The following error(s) occurred:\n${JSON.stringify([refusalOf(response).message], null, 2)}`,
        );
      deleted.push(settingResult(parseJson(response.body)));
    }
    return deleted;
  },
  table: settingRows,
});
