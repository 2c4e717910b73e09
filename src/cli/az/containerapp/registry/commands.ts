import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { at, isObject, list, text, type JsonObject } from '../../json.ts';
import { appPath, askProvider, putAndWait, readApp, readAppWithSecrets, withConfiguration } from '../app.ts';
import { addTo } from '../identity/change.ts';
import { mergeByName } from '../flags.ts';
import { isSystem, registryOf, registryWithPassword } from './new-registry.ts';

const registriesOf = (app: JsonObject): JsonObject[] =>
  list(at(app, 'properties', 'configuration', 'registries')).filter(isObject);

export const containerappRegistryList = implement('containerapp registry list', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await askProvider(az);
    return at(await readApp(az, resourceGroup, name), 'properties', 'configuration', 'registries') ?? undefined;
  },
});

export const containerappRegistrySet = implement('containerapp registry set', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    server: 'text',
    identity: 'text?',
    username: 'text?',
    password: 'text?',
  },
  run: async ({ resourceGroup, name, server, identity, username, password }, az) => {
    await askProvider(az);
    if ((username !== undefined || password !== undefined) && identity !== undefined)
      throw new CliError('Use either identity or username/password.');
    const app = await readAppWithSecrets(az, resourceGroup, name);
    let registry;
    if (identity !== undefined) registry = registryOf(server, identity);
    else if (username !== undefined && password !== undefined)
      registry = registryWithPassword(az, server, username, password);
    else
      throw new CliError(
        server.includes('.azurecr.io')
          ? 'Failed to retrieve credentials for container registry. Please provide the registry username and password'
          : 'Registry username and password are required if you are not using Azure Container Registry.',
      );
    const old = registriesOf(app);
    const isThere = old.some((one) => text(one, 'server').toLowerCase() === server.toLowerCase());
    if (isThere) az.warn('Updating existing registry.');
    const others = old.map((one) =>
      text(one, 'server').toLowerCase() === server.toLowerCase() ? { ...one, ...registry.entry } : one,
    );
    const registries = isThere ? others : [...old, registry.entry];
    const secrets = list(at(app, 'properties', 'configuration', 'secrets')).filter(isObject);
    const added = registry.secret
      ? mergeByName(secrets, [registry.secret], (there, by) => ({ ...there, ...by }))
      : secrets;
    let body = withConfiguration(app, { registries, secrets: added });
    if (identity !== undefined) {
      const block = isObject(app['identity']) ? app['identity'] : { type: 'None' };
      const wanted = isSystem(identity)
        ? { systemAssigned: true, userAssigned: undefined }
        : { systemAssigned: false, userAssigned: [identity] };
      const group = await az.group(resourceGroup);
      body = { ...body, identity: addTo(block, { ...wanted, group, warn: (line) => az.warn(line) }) };
    }
    const written = await putAndWait(az, await appPath(az, resourceGroup, name), body, false);
    return at(written, 'properties', 'configuration', 'registries') ?? undefined;
  },
});
