import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { group, identityId, siteId, vaultId } from '../conformance/world.ts';
import type { Fault, Seen } from './fault.ts';
import { principalOf, propagation, systemAssigned, userAssigned, type Scene } from './scene.ts';

const audience = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const reference = '@Microsoft.KeyVault(VaultName=kv1;SecretName=db)';
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan-slots`;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stfunc`;
const slot = `${siteId('web')}/slots/staging`;
const references = `${siteId('web')}/config/configreferences/appsettings`;

const allow = async (scene: Scene, id: string): Promise<void> => {
  await scene.grant(principalOf(await scene.make('GET', id)), 'Key Vault Secrets User', vaultId);
  await scene.wait(propagation);
};
const set = (scene: Scene, properties: object, id = siteId('web')) =>
  scene.make('PUT', `${id}/config/appsettings`, { properties });
/** What the app finds in the place of its setting. */
const found = async (scene: Scene): Promise<Seen> => ({
  status: 200,
  text: (await scene.onSite('web')).env['DB'] ?? 'nothing',
});

/** A function app with an identity, and a storage account beside it. */
async function functionApp(scene: Scene): Promise<void> {
  await scene.make('PUT', storage, { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' });
  const serverFarmId = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
  const app = { kind: 'functionapp', identity: systemAssigned, properties: { serverFarmId } };
  await scene.resource('Microsoft.Web/sites', 'web', app);
  const page = { status: 200, body: 'done' };
  const trigger = { name: 'Work', trigger: 'http', authLevel: 'anonymous' };
  const program = { name: 'work', title: 'Works', function: trigger, steps: [], answer: { ok: page, refused: page } };
  scene.world.edge.tenant.tables.apply([
    put('programs', 'work', program),
    put('deployments', idKey(siteId('web')), { program: 'work' }),
  ]);
}
async function ownStorage(scene: Scene): Promise<void> {
  await scene.grant(principalOf(await scene.make('GET', siteId('web'))), 'Storage Blob Data Owner', storage);
  await scene.wait(propagation);
}
const call = (scene: Scene): Promise<Seen> => scene.send('GET', 'https://web.azurewebsites.net/api/work');
const hostStatus = (scene: Scene): Promise<Seen> => scene.arm('GET', `${siteId('web')}/host/default/properties/status`);

export const webFaults: Fault[] = [
  {
    id: 'reference-left-literal',
    says: 'the app has only a user-assigned identity, and nothing names it as the one that reads references',
    async plant(scene) {
      await scene.site('web', userAssigned('id1'));
      const { principalId } = scene.world.made['id1']?.properties ?? {};
      await scene.grant(String(principalId), 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
      await set(scene, { DB: reference });
    },
    meet: found,
    met: /^200 @Microsoft\.KeyVault/,
    look: (scene) => scene.arm('GET', `${references}/DB`),
    shows: /"status":"MSINotEnabled".*site Managed Identity not enabled/,
    async repair(scene) {
      await scene.make('PATCH', siteId('web'), { properties: { keyVaultReferenceIdentity: identityId('id1') } });
    },
    mended: /^200 hunter2$/,
  },
  {
    id: 'reference-before-the-grant',
    says: 'the setting was made before the role counted, and the platform remembers for a day that it was refused',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      await set(scene, { DB: reference });
      await allow(scene, siteId('web'));
    },
    meet: found,
    met: /^200 @Microsoft\.KeyVault/,
    look: (scene) => scene.arm('GET', `${references}/DB`),
    shows: /"status":"AccessToKeyVaultDenied"/,
    repair: async (scene) => void (await scene.make('POST', `${references}/refresh`)),
    mended: /^200 hunter2$/,
  },
  {
    id: 'reference-pins-an-old-version',
    says: 'the secret was rotated, and the setting names the version of last year',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      await allow(scene, siteId('web'));
      const token = await scene.world.tokenOf('owner', `${audience}/.default`);
      const old = await scene.send('PUT', secret, token, { value: 'of last year' });
      await set(scene, { DB: `@Microsoft.KeyVault(SecretUri=${(JSON.parse(old.text) as { id: string }).id})` });
      await scene.send('PUT', secret, token, { value: 'of this year' });
      await scene.make('POST', `${siteId('web')}/restart`);
    },
    meet: found,
    met: /^200 of last year$/,
    look: (scene) => scene.arm('GET', references),
    shows: /"status":"Resolved".*"secretVersion":"[0-9a-f]{32}"|"secretVersion":"[0-9a-f]{32}".*"status":"Resolved"/,
    repair: async (scene) => void (await set(scene, { DB: reference })),
    mended: /^200 of this year$/,
  },
  {
    id: 'identity-on-production-not-on-slot',
    says: 'the app in production has its identity and its role; its slot has neither',
    async plant(scene) {
      await scene.make('PUT', plan, { location: 'westeurope', sku: { name: 'S1' } });
      await scene.resource('Microsoft.Web/sites', 'web', {
        identity: systemAssigned,
        properties: { serverFarmId: plan },
      });
      await scene.make('PUT', slot, { location: 'westeurope' });
      scene.deploy(slot);
      await allow(scene, siteId('web'));
    },
    async meet(scene) {
      const host = await scene.onSite('web', 'web-staging.azurewebsites.net', slot);
      return 'IDENTITY_ENDPOINT' in host.env
        ? host.reach(audience, secret)
        : { status: 200, text: 'IDENTITY_ENDPOINT is not set' };
    },
    met: /^200 IDENTITY_ENDPOINT is not set/,
    look: (scene) => scene.arm('GET', slot),
    shows: /^(?!.*"identity").*"name":"web\/staging"/,
    async repair(scene) {
      await scene.make('PATCH', slot, { identity: systemAssigned });
      await scene.wait(propagation);
      await allow(scene, slot);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'function-host-without-its-storage-role',
    says: 'the function app names its storage by account, and its identity may not write there',
    async plant(scene) {
      await functionApp(scene);
      await set(scene, { AzureWebJobsStorage__accountName: 'stfunc' });
    },
    meet: call,
    met: /^503 Function host is not running\.$/,
    look: hostStatus,
    shows: /"state":"Error".*ErrorCode: AuthorizationPermissionMismatch/,
    repair: ownStorage,
    mended: /^200 done/,
  },
  {
    id: 'function-host-still-holds-the-key',
    says: 'shared-key access to the storage was switched off, and the function app still used the key',
    async plant(scene) {
      await functionApp(scene);
      const { keys } = (await scene.make('POST', `${storage}/listKeys`)) as { keys: { value: string }[] };
      await set(scene, { AzureWebJobsStorage: `AccountName=stfunc;AccountKey=${keys[0]?.value ?? ''}` });
      const before = await call(scene);
      if (before.status !== 200) throw new Error(`the key still opens: ${before.status} ${before.text}`);
      await scene.make('PATCH', storage, { properties: { allowSharedKeyAccess: false } });
      await scene.make('POST', `${siteId('web')}/restart`);
    },
    meet: call,
    met: /^503 Function host is not running\.$/,
    look: hostStatus,
    shows: /"state":"Error".*ErrorCode: KeyBasedAuthenticationNotPermitted/,
    async repair(scene) {
      await ownStorage(scene);
      await set(scene, { AzureWebJobsStorage__accountName: 'stfunc' });
    },
    mended: /^200 done/,
  },
];
