import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { at, isObject, list, member, text, type Json, type JsonObject } from '../../json.ts';
import { appPath, ask, askProvider, putAndWait, readApp, readAppWithSecrets, withConfiguration } from '../app.ts';
import { mergeByName, parseSecrets } from '../flags.ts';

const secretsOf = (app: Json): JsonObject[] => list(at(app, 'properties', 'configuration', 'secrets')).filter(isObject);

const values = async (az: Az, group: string, name: string): Promise<Json[]> =>
  list(member(await ask(az, 'POST', await appPath(az, group, name, '/listSecrets')), 'value'));

const strange = (name: string, secret: string): CliError =>
  new CliError(`The containerapp ${name} does not have a secret assigned with name ${secret}.`);

export const containerappSecretList = implement('containerapp secret list', {
  takes: { resourceGroup: 'text', name: 'text', showValues: 'flag' },
  run: async ({ resourceGroup, name, showValues }, az) => {
    await askProvider(az);
    const app = await readApp(az, resourceGroup, name);
    if (showValues) return values(az, resourceGroup, name);
    return at(app, 'properties', 'configuration', 'secrets') ?? undefined;
  },
});

export const containerappSecretShow = implement('containerapp secret show', {
  takes: { resourceGroup: 'text', name: 'text', secretName: 'text' },
  run: async ({ resourceGroup, name, secretName }, az) => {
    await askProvider(az);
    await readApp(az, resourceGroup, name);
    const all = await values(az, resourceGroup, name);
    const found = all.find((one) => text(one, 'name').toLowerCase() === secretName.toLowerCase());
    if (found === undefined) throw strange(name, secretName);
    return found;
  },
});

export const containerappSecretSet = implement('containerapp secret set', {
  takes: { resourceGroup: 'text', name: 'text', secrets: 'texts' },
  run: async ({ resourceGroup, name, secrets }, az) => {
    await askProvider(az);
    const app = await readAppWithSecrets(az, resourceGroup, name);
    const merged = mergeByName(secretsOf(app), parseSecrets(secrets), (there, by) => ({
      ...there,
      ...by,
      name: there['name'] ?? '',
    }));
    const path = await appPath(az, resourceGroup, name);
    const written = await putAndWait(az, path, withConfiguration(app, { secrets: merged }), false);
    az.warn(`Containerapp '${name}' must be restarted in order for secret changes to take effect.`);
    return at(written, 'properties', 'configuration', 'secrets') ?? undefined;
  },
});

export const containerappSecretRemove = implement('containerapp secret remove', {
  takes: { resourceGroup: 'text', name: 'text', secretNames: 'texts' },
  run: async ({ resourceGroup, name, secretNames }, az) => {
    await askProvider(az);
    const app = await readAppWithSecrets(az, resourceGroup, name);
    let secrets = secretsOf(app);
    for (const wanted of secretNames) {
      const kept = secrets.filter((one) => text(one, 'name').toLowerCase() !== wanted.toLowerCase());
      if (kept.length === secrets.length) throw strange(name, wanted);
      secrets = kept;
    }
    const path = await appPath(az, resourceGroup, name);
    const written = await putAndWait(az, path, withConfiguration(app, { secrets }), false);
    az.warn('Secret(s) successfully removed.');
    return at(written, 'properties', 'configuration', 'secrets') ?? undefined;
  },
});
