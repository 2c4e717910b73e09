import { environmentOf } from '#tenant/world.ts';
import { containerGroupId, machineId } from '../conformance/machines.ts';
import { group, siteId, tenantId } from '../conformance/world.ts';
import { systemAssigned, type Scene } from './scene.ts';
import { sharedKeyHeaders } from './shared-key.ts';

/** Something that happens, the request of it that is looked at, and what the token flow must say of that one. */
export interface Telling {
  says: string;
  happens(scene: Scene): Promise<unknown>;
  /** Method and address of the request. */
  at: RegExp;
  told: {
    parties: string[];
    proof: string | undefined;
    /** The step that refused; undefined where all went well. */
    refused: string | undefined;
    sentence?: RegExp;
  };
}

const vault = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const blob = 'https://sttold.blob.core.windows.net/docs?restype=container&comp=list';
const token = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const server = `${group}/providers/Microsoft.Sql/servers/sqltold`;
const batch = 'https://sqltold.database.windows.net/databases/shop/batch';
const imds = `http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${vault}`;
const authorization = `${group}/providers/Microsoft.Authorization`;
const appId = `${group}/providers/Microsoft.App/containerApps/ca-told`;
const at = (path: string, version: string) => `${path}?api-version=${version}`;
const type = (text: string): string => `${group}/providers/${text}`;

/** Hosts and targets of every kind. */
export async function furnishTold(scene: Scene): Promise<void> {
  const container = { name: 'main', properties: { image: 'mcr.microsoft.com/azure-cli' } };
  const location = 'westeurope';
  await scene.site('web-told', systemAssigned);
  await scene.machine('vm-told', systemAssigned);
  await scene.make('PUT', containerGroupId('aci-told'), {
    location,
    identity: systemAssigned,
    properties: { osType: 'Linux', containers: [container] },
  });
  const environmentId = type('Microsoft.App/managedEnvironments/env-told');
  await scene.make('PUT', at(environmentId, '2024-03-01'), { location, properties: {} });
  await scene.make('PUT', at(appId, '2024-03-01'), {
    location,
    identity: systemAssigned,
    properties: { environmentId, template: { containers: [{ name: 'main', image: 'mcr.microsoft.com/x' }] } },
  });
  await scene.make('PUT', at(type('Microsoft.Storage/storageAccounts/sttold'), '2024-01-01'), {
    location,
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties: {},
  });
  await scene.make('PUT', at(type('Microsoft.ServiceBus/namespaces/sb-told'), '2024-01-01'), {
    location,
    sku: { name: 'Standard' },
    properties: {},
  });
  await scene.make('PUT', at(type('Microsoft.ServiceBus/namespaces/sb-told/queues/orders'), '2024-01-01'), {
    properties: {},
  });
  await scene.make('PUT', at(server, '2023-08-01'), {
    location,
    properties: { administratorLogin: 'sqladmin', administratorLoginPassword: 'Correct-Horse-7' },
  });
  await scene.make('PUT', at(`${server}/databases/shop`, '2023-08-01'), { location, sku: { name: 'Basic' } });
  const everywhere = { properties: { startIpAddress: '0.0.0.0', endIpAddress: '255.255.255.255' } };
  await scene.make('PUT', at(`${server}/firewallRules/all`, '2023-08-01'), everywhere);
}

const send = (scene: Scene, run: number, url: string, headers: Record<string, string>) =>
  scene.world.edge.send({ method: 'GET', url, headers }, run);
const lastEntry = (scene: Scene): number => scene.world.edge.tenant.entries.length - 1;

async function inContainer(scene: Scene): Promise<void> {
  await scene.make('POST', at(`${containerGroupId('aci-told')}/containers/main/exec`, '2023-05-01'), {
    command: '/bin/sh',
  });
  await send(scene, lastEntry(scene), imds, { metadata: 'true' });
}

async function inContainerApp(scene: Scene): Promise<void> {
  await scene.make('POST', at(`${appId}/exec`, '2024-03-01'), { command: 'sh', container: 'main' });
  const run = lastEntry(scene);
  const env = environmentOf(scene.world.edge.tenant.tables, appId);
  const url = `${env['IDENTITY_ENDPOINT'] ?? ''}?api-version=2019-08-01&resource=${vault}`;
  await send(scene, run, url, { 'x-identity-header': env['IDENTITY_HEADER'] ?? '' });
}

const signIn = (scene: Scene, fields: Record<string, string>) =>
  scene.send(
    'POST',
    token,
    undefined,
    new URLSearchParams({ grant_type: 'client_credentials', scope: `${vault}/.default`, ...fields }).toString(),
    form,
  );

async function withSecret(scene: Scene, value?: string): Promise<void> {
  const app = await scene.makeGraph('POST', '/applications', { displayName: 'pipeline' });
  await scene.makeGraph('POST', '/servicePrincipals', { appId: app['appId'] });
  const made = await scene.makeGraph('POST', `/applications/${String(app['id'])}/addPassword`, {});
  await scene.wait(3_600_000);
  await signIn(scene, { client_id: String(app['appId']), client_secret: value ?? String(made['secretText']) });
}

const sqlAs = (scene: Scene, password: string) =>
  scene.send('POST', batch, undefined, { sql: 'SELECT 1' }, { authorization: `Basic ${btoa(`sqladmin:${password}`)}` });

export const tellings: Telling[] = [
  {
    says: 'a program on a virtual machine that asks for a token',
    happens: async (scene) => (await scene.onMachine(machineId('vm-told'))).ask(vault),
    at: /169\.254\.169\.254/,
    told: {
      parties: [
        'vm-told: virtual machine',
        'metadata service: on the virtual machine',
        'Entra ID',
        'Managed identities',
      ],
      proof: 'with the header Metadata: true',
      refused: undefined,
    },
  },
  {
    says: 'the vault that refuses the machine',
    happens: async (scene) => (await scene.onMachine(machineId('vm-told'))).reach(vault, secret),
    at: /GET https:\/\/kv1/,
    told: {
      parties: ['vm-told: virtual machine', 'kv1: key vault'],
      proof: 'with the token of #n (managed identity vm-told)',
      refused: 'permission',
    },
  },
  {
    says: 'a web app that asks for a token',
    happens: async (scene) => (await scene.onSite('web-told')).ask(vault),
    at: /169\.254\.129/,
    told: {
      parties: ['web-told: web app', 'identity endpoint: on the web app', 'Entra ID'],
      proof: 'with the secret header of its host',
      refused: undefined,
    },
  },
  {
    says: 'a container instance that asks for a token',
    happens: inContainer,
    at: /169\.254\.169\.254/,
    told: {
      parties: [
        'aci-told: container instance',
        'metadata service: on the container instance',
        'Entra ID',
        'Managed identities',
      ],
      proof: 'with the header Metadata: true',
      refused: undefined,
    },
  },
  {
    says: 'a container app that asks for a token',
    happens: inContainerApp,
    at: /localhost:42356/,
    told: {
      parties: ['ca-told: container app', 'identity endpoint: on the container app', 'Entra ID'],
      proof: 'with the secret header of its host',
      refused: undefined,
    },
  },
  {
    says: 'an application that signs in by its secret',
    happens: (scene) => withSecret(scene),
    at: /POST https:\/\/login/,
    told: { parties: ['You', 'Entra ID'], proof: 'with a client secret', refused: undefined },
  },
  {
    says: 'a client secret that is wrong',
    happens: (scene) => withSecret(scene, 'not-the-secret'),
    at: /POST https:\/\/login/,
    told: {
      parties: ['You', 'Entra ID'],
      proof: 'with a client secret',
      refused: 'credential',
      sentence: /^Entra ID issues no token to a request with a client secret\.$/,
    },
  },
  {
    says: 'SQL and a password that is wrong',
    happens: (scene) => sqlAs(scene, 'wrong'),
    at: /database\.windows\.net/,
    told: {
      parties: ['You', 'sqltold: SQL database'],
      proof: 'with the name and password of SQL instead of a token',
      refused: 'database',
      sentence: /^sqltold does not know this name with this password\.$/,
    },
  },
  {
    says: 'SQL and a principal that is no user of the database',
    happens: (scene) => {
      const request = { method: 'POST', url: batch, headers: json, body: JSON.stringify({ sql: 'SELECT 1' }) };
      return scene.world.as('nobody', request, 'https://database.windows.net/');
    },
    at: /database\.windows\.net/,
    told: {
      parties: ['nobody', 'sqltold: SQL database'],
      proof: 'with the token of #n',
      refused: 'database',
    },
  },
  {
    says: 'Service Bus and nothing to prove anything',
    happens: (scene) => scene.send('POST', 'https://sb-told.servicebus.windows.net/orders/messages', undefined, 'one'),
    at: /servicebus/,
    told: { parties: ['You', 'sb-told: Service Bus'], proof: 'without a token', refused: 'no token' },
  },
  {
    says: 'Service Bus and a signature that does not hold',
    happens: (scene) =>
      scene.send('POST', 'https://sb-told.servicebus.windows.net/orders/messages', undefined, 'one', {
        authorization:
          'SharedAccessSignature sr=https%3A%2F%2Fsb-told.servicebus.windows.net%2Forders&sig=bm8%3D&se=4000000000&skn=RootManageSharedAccessKey',
      }),
    at: /servicebus/,
    told: {
      parties: ['You', 'sb-told: Service Bus'],
      proof: 'with a SAS of a shared access policy instead of a token',
      refused: 'SAS',
    },
  },
  {
    says: 'storage and an account key',
    async happens(scene) {
      const path = at(`${type('Microsoft.Storage/storageAccounts/sttold')}/listKeys`, '2024-01-01');
      const { keys } = (await scene.make('POST', path)) as unknown as { keys: { value: string }[] };
      const headers = sharedKeyHeaders('sttold', keys[0]?.value ?? '', blob);
      await scene.send('GET', blob, undefined, undefined, headers);
    },
    at: /blob\.core/,
    told: {
      parties: ['You', 'sttold: blob storage'],
      proof: 'with an account key instead of a token',
      refused: 'object',
      sentence: /ContainerNotFound|does not exist/,
    },
  },
  {
    says: 'a lock that keeps its owner from deleting',
    async happens(scene) {
      await scene.make('PUT', at(`${authorization}/locks/keep`, '2016-09-01'), {
        properties: { level: 'CanNotDelete' },
      });
      await scene.arm('DELETE', siteId('web-told'));
    },
    at: /DELETE .*web-told/,
    told: {
      parties: ['owner', 'Azure Resource Manager: manages resources'],
      proof: 'with the token of #n',
      refused: 'lock',
      sentence: /^A lock forbids it, although the permission is there: ScopeLocked/,
    },
  },
  {
    says: 'a policy that wants a tag',
    async happens(scene) {
      const policyDefinitionId =
        '/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99';
      await scene.make('PUT', at(`${authorization}/policyAssignments/tagged`, '2023-04-01'), {
        properties: { policyDefinitionId, parameters: { tagName: { value: 'team' } } },
      });
      await scene.wait(3_600_000);
      await scene.arm('PUT', type('Microsoft.ManagedIdentity/userAssignedIdentities/id-new'), {
        location: 'westeurope',
      });
    },
    at: /PUT .*id-new/,
    told: {
      parties: ['owner', 'Azure Resource Manager: manages resources'],
      proof: 'with the token of #n',
      refused: 'policy',
      sentence: /^A policy forbids it/,
    },
  },
];
