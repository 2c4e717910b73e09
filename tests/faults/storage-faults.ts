import { guidFrom } from '#kernel/ids.ts';
import { siteId, subscriptionId } from '../conformance/world.ts';
import { accountId, blobUrl } from '../conformance/storage-world.ts';
import type { Fault } from './fault.ts';
import { principalOf, propagation, systemAssigned, type Scene } from './scene.ts';
import { roleNamed } from './roles.ts';

const audience = 'https://storage.azure.com/';
const version = { 'x-ms-version': '2024-11-04' };
const account = 'faultstore';
const containers = ['invoices', 'payroll'];
const blob = (container: string): string => `${blobUrl(account)}/${container}/a.txt`;

/** An account with two containers of one blob each, an app with an identity, and no role for it yet. */
async function furnish(scene: Scene, properties: object = {}): Promise<string> {
  await scene.resource('Microsoft.Storage/storageAccounts', account, {
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties,
  });
  const owner = await scene.world.tokenOf('owner', `${audience}.default`);
  const me = JSON.parse(Buffer.from(owner.split('.')[1] ?? '', 'base64url').toString()) as { oid: string };
  await scene.grant(me.oid, 'Storage Blob Data Owner', accountId(account));
  const principal = principalOf(await scene.site('web', systemAssigned));
  await scene.wait(propagation);
  for (const container of containers) {
    await scene.send('PUT', `${blobUrl(account)}/${container}?restype=container`, owner, undefined, version);
    const headers = { ...version, 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain' };
    const written = await scene.send('PUT', blob(container), owner, 'hello', headers);
    if (written.status !== 201) throw new Error(`the blob was not written: ${written.text}`);
  }
  return principal;
}

const containerScope = (container: string): string =>
  `${accountId(account)}/blobServices/default/containers/${container}`;
const readBlob = async (scene: Scene, url: string) => (await scene.onSite('web')).reach(audience, url, {}, version);

export const storageFaults: Fault[] = [
  {
    id: 'storage-shared-key-off',
    says: 'a script signs with the account key, and the account takes keys no longer',
    async plant(scene) {
      await furnish(scene, { allowSharedKeyAccess: false });
    },
    async meet(scene) {
      if (scene.kept['by'] === 'identity') return readBlob(scene, blob('invoices'));
      const { keys } = (await scene.make('POST', `${accountId(account)}/listKeys`)) as { keys: { value: string }[] };
      const { sharedKeyHeaders } = await import('./shared-key.ts');
      const url = blob('invoices');
      return scene.send('GET', url, undefined, undefined, sharedKeyHeaders(account, keys[0]?.value ?? '', url));
    },
    met: /^403 .*KeyBasedAuthenticationNotPermitted/s,
    look: (scene) => scene.arm('GET', accountId(account)),
    shows: /"allowSharedKeyAccess":false/,
    async repair(scene) {
      scene.kept['by'] = 'identity';
      const principal = principalOf(await scene.make('GET', siteId('web')));
      await scene.grant(principal, 'Storage Blob Data Reader', containerScope('invoices'));
      await scene.wait(propagation);
    },
    mended: /^200 hello/,
  },
  {
    id: 'container-scoped-reader-lists-containers',
    says: 'a reader of one container asks for the list of all',
    async plant(scene) {
      const principal = await furnish(scene);
      await scene.grant(principal, 'Storage Blob Data Reader', containerScope('invoices'));
      await scene.wait(propagation);
      scene.kept['url'] = `${blobUrl(account)}/?comp=list`;
    },
    meet: (scene) => readBlob(scene, scene.kept['url'] ?? ''),
    met: /^403 .*AuthorizationPermissionMismatch/s,
    look: (scene) =>
      scene.arm(
        'GET',
        `${accountId(account)}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`,
      ),
    shows: /^200 .*containers\/invoices/,
    repair(scene) {
      scene.kept['url'] = `${blobUrl(account)}/invoices?restype=container&comp=list`;
      return Promise.resolve();
    },
    mended: /^200 .*a\.txt/s,
  },
  {
    id: 'condition-names-another-container',
    says: 'the role counts only where its condition holds, and the condition names another container',
    async plant(scene) {
      const principal = await furnish(scene);
      await assign(scene, principal, 'payroll');
      await scene.wait(propagation);
    },
    meet: (scene) => readBlob(scene, blob('invoices')),
    met: /^403 .*AuthorizationPermissionMismatch/s,
    look: (scene) => scene.arm('GET', conditioned),
    shows: /StringEquals 'payroll'/,
    async repair(scene) {
      await assign(scene, principalOf(await scene.make('GET', siteId('web'))), 'invoices');
      await scene.wait(propagation);
    },
    mended: /^200 hello/,
  },
];

const conditioned = `${accountId(account)}/providers/Microsoft.Authorization/roleAssignments/${guidFrom('faults', 'named', 'condition')}?api-version=2022-04-01`;

async function assign(scene: Scene, principalId: string, container: string): Promise<void> {
  const name = '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]';
  const read = "!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})";
  await scene.make('PUT', conditioned, {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed('Storage Blob Data Reader')}`,
      principalId,
      principalType: 'ServicePrincipal',
      condition: `((${read}) OR (${name} StringEquals '${container}'))`,
      conditionVersion: '2.0',
    },
  });
}
