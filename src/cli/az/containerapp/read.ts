import { implement } from '../implement.ts';
import { at, isObject, list, member, text } from '../json.ts';
import { appPath, appRow, ask, askProvider, listPath, withConfiguration } from './app.ts';
import { environmentId } from './env/environment.ts';

export const containerappShow = implement('containerapp show', {
  takes: { resourceGroup: 'text', name: 'text', showSecrets: 'flag' },
  run: async ({ resourceGroup, name, showSecrets }, az) => {
    await askProvider(az);
    const app = await ask(az, 'GET', await appPath(az, resourceGroup, name));
    if (!showSecrets || !isObject(app)) return app;
    const secrets = await ask(az, 'POST', await appPath(az, resourceGroup, name, '/listSecrets'));
    return withConfiguration(app, { secrets: list(member(secrets, 'value')) });
  },
  table: appRow,
});

export const containerappList = implement('containerapp list', {
  takes: { resourceGroup: 'text?', environment: 'text?' },
  run: async ({ resourceGroup, environment }, az) => {
    await askProvider(az);
    const apps = list(member(await ask(az, 'GET', await listPath(az, resourceGroup, 'containerApps')), 'value'));
    if (environment === undefined) return apps;
    const id = await environmentId(az, resourceGroup ?? '', environment);
    await ask(az, 'GET', `${id}?api-version=2025-01-01`);
    return apps.filter((app) => text(at(app, 'properties'), 'environmentId').toLowerCase() === id.toLowerCase());
  },
  table: (result) => list(result).map(appRow),
});
