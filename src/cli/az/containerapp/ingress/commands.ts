import { implement } from '../../implement.ts';
import { at } from '../../json.ts';
import { appPath, ask, askProvider, putAndWait, readApp, withConfiguration } from '../app.ts';
import { list, member } from '../../json.ts';
import { patchApp } from '../update.ts';

export const containerappIngressShow = implement('containerapp ingress show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await askProvider(az);
    return at(await readApp(az, resourceGroup, name), 'properties', 'configuration', 'ingress') ?? undefined;
  },
});

export const containerappIngressEnable = implement('containerapp ingress enable', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    type: 'text',
    targetPort: 'int?',
    transport: 'text?',
    allowInsecure: 'bool?',
  },
  run: async ({ resourceGroup, name, type, targetPort, transport, allowInsecure }, az) => {
    await askProvider(az);
    await readApp(az, resourceGroup, name);
    const ingress = {
      external: type.toLowerCase() === 'external',
      transport: transport ?? 'auto',
      allowInsecure: allowInsecure ?? false,
      exposedPort: null,
      targetPort: targetPort ?? 80,
    };
    const body = { properties: { configuration: { ingress } } };
    const app = await patchApp(az, await appPath(az, resourceGroup, name), body, false);
    const shown = at(app, 'properties', 'configuration', 'ingress');
    az.warn(`\nIngress enabled. Access your app at https://${String(member(shown, 'fqdn') ?? '')}/\n`);
    return shown;
  },
});

export const containerappIngressDisable = implement('containerapp ingress disable', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await askProvider(az);
    const app = await readApp(az, resourceGroup, name);
    const secrets = list(
      member(await ask(az, 'POST', await appPath(az, resourceGroup, name, '/listSecrets')), 'value'),
    );
    await putAndWait(
      az,
      await appPath(az, resourceGroup, name),
      withConfiguration(app, { ingress: null, secrets }),
      false,
    );
    az.warn('Ingress has been disabled successfully.');
    return undefined;
  },
});
