import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Tenant } from '#tenant/tenant.ts';
import { group, siteId } from '../conformance/world.ts';
import type { Setup } from './base-directory.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const version = 'api-version=2023-12-01';
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan-slots`;
const app = siteId('app-slots');
const slot = (name: string): string => `${app}/slots/${name}`;
const functions = siteId('app-func');
const reference = '@Microsoft.KeyVault(VaultName=kv1;SecretName=s1)';
const page = { status: 200, body: 'done' };

/** An app with slots and references, a function app, and in it a function for each trigger. */
export async function furnishWeb(
  tenant: Tenant,
  setup: Setup,
): Promise<{ operation: string; keys: Record<string, string> }> {
  const write = (id: string, body: object) => setup('PUT', `${arm}${id}?${version}`, body);
  const location = 'westeurope';
  await write(plan, { location, sku: { name: 'S1' } });
  const properties = {
    serverFarmId: plan,
    siteConfig: {
      appSettings: [{ name: 'DB', value: reference }],
      connectionStrings: [{ name: 'main', connectionString: reference, type: 'SQLAzure' }],
    },
  };
  await write(app, { location, identity: { type: 'SystemAssigned' }, properties });
  for (const name of ['staging', 'gone']) await write(slot(name), { location, properties });
  const hosts = [functions, `${functions}/slots/staging`];
  for (const id of hosts) await write(id, { location, kind: 'functionapp', properties: { serverFarmId: plan } });
  const steps = { title: 'Works', steps: [], answer: { ok: page, refused: page } };
  const work = { ...steps, name: 'work', function: { name: 'Work', trigger: 'http' } };
  tenant.tables.apply([
    put('programs', 'work', work),
    ...hosts.map((id) => put('deployments', idKey(id), { program: 'work' })),
  ]);
  const swapped = await setup('POST', `${arm}${app}/slotsswap?${version}`, { targetSlot: 'staging' });
  const other = await setup('POST', `${arm}${slot('staging')}/slotsswap?${version}`, { targetSlot: 'production' });
  const keys = await setup('POST', `${arm}${functions}/host/default/listkeys?${version}`);
  const idIn = (header = ''): string => /operationresults\/([^?]+)/i.exec(header)?.[1] ?? '';
  return {
    operation: `${idIn(swapped.headers['location'])} ${idIn(other.headers['location'])}`,
    keys: { master: String(keys.body['masterKey']) },
  };
}

/** What the first samples of App Service leave out: slots, references, functions, publishing. */
export function webSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?${version}`, body, base.tokens['owner arm']);
  const [ofApp = '', ofSlot = ''] = base.web.operation.split(' ');
  const settings = { properties: { KEY: 'value', DB: reference } };
  const strings = { properties: { main: { value: 'text', type: 'SQLAzure' } } };
  const web = { properties: { linuxFxVersion: 'NODE|24-lts', alwaysOn: true } };
  const names = { properties: { appSettingNames: ['KEY'], connectionStringNames: ['main'] } };
  const onSite = (site: string, operation: string): Sample[] => [
    manage('PUT', `${site}/config/appsettings`, settings),
    manage('POST', `${site}/config/appsettings/list`),
    manage('PUT', `${site}/config/connectionstrings`, strings),
    manage('POST', `${site}/config/connectionstrings/list`),
    manage('PUT', `${site}/config/metadata`, { properties: { CURRENT_STACK: 'node' } }),
    manage('POST', `${site}/config/metadata/list`),
    manage('GET', `${site}/config/web`),
    manage('PUT', `${site}/config/web`, web),
    manage('PATCH', `${site}/config/web`, web),
    ...['appsettings/DB', 'connectionstrings/main'].flatMap((one) => [
      manage('GET', `${site}/config/configreferences/${one.replace(/\/.*/, '')}`),
      manage('GET', `${site}/config/configreferences/${one}`),
      manage('POST', `${site}/config/configreferences/${one.replace(/\/.*/, '')}/refresh`),
    ]),
    ...['start', 'stop', 'restart'].map((verb) => manage('POST', `${site}/${verb}`)),
    manage('POST', `${site}/publishxml`),
    ...['scm', 'ftp'].map((policy) => manage('GET', `${site}/basicPublishingCredentialsPolicies/${policy}`)),
    manage('POST', `${site}/config/publishingcredentials/list`),
    manage('GET', `${site}/operationresults/${operation}`),
  ];
  const onHost = (site: string): Sample[] => [
    manage('GET', `${site}/functions`),
    manage('GET', `${site}/functions/Work`),
    manage('POST', `${site}/functions/Work/listkeys`),
    manage('POST', `${site}/host/default/listkeys`),
    manage('GET', `${site}/host/default/properties/status`),
  ];
  const call = (method: string, path: string): Sample => {
    const plain = sample(method, `https://app-func.azurewebsites.net${path}`, method === 'POST' ? '{}' : undefined);
    const headers = { ...plain.request.headers, 'x-functions-key': base.web.keys['master'] ?? '' };
    return { ...plain, request: { ...plain.request, headers } };
  };
  return [
    ...onSite(app, ofApp),
    ...onSite(slot('staging'), ofSlot),
    ...onHost(functions),
    ...onHost(`${functions}/slots/staging`),
    manage('PUT', `${app}/config/slotConfigNames`, names),
    manage('GET', `${app}/slots`),
    manage('PUT', slot('made'), { location: 'westeurope', properties: { httpsOnly: true } }),
    manage('PATCH', slot('staging'), { properties: { httpsOnly: true } }),
    manage('GET', slot('staging')),
    manage('DELETE', slot('gone')),
    manage('POST', `${app}/slotsswap`, { targetSlot: 'staging', preserveVnet: true }),
    manage('POST', `${slot('staging')}/slotsswap`, { targetSlot: 'production', preserveVnet: true }),
    call('POST', '/api/work'),
    call('GET', '/admin/host/status'),
    call('POST', '/admin/functions/work'),
  ];
}
