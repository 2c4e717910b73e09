import { day } from '#kernel/clock.ts';
import { group, idOf, vaultId } from '../conformance/world.ts';
import type { Fault } from './fault.ts';
import { principalOf, propagation, systemAssigned, type Scene } from './scene.ts';

const audience = 'https://vault.azure.net';
const secretUrl = (vault: string, name = 'db'): string =>
  `https://${vault}.vault.azure.net/secrets/${name}?api-version=7.4`;
const idOfVault = (name: string): string => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;

/** The vaults of the faults are made by the owner of the subscription, as an administrator makes them. */
async function vault(scene: Scene, name: string, properties: object = {}): Promise<void> {
  const { tenantId } = (await scene.make('GET', vaultId))['properties'] as { tenantId: string };
  await scene.resource('Microsoft.KeyVault/vaults', name, {
    properties: {
      tenantId,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: [],
      enableRbacAuthorization: true,
      ...properties,
    },
  });
}

/** A vault with a secret that the owner may write. */
async function vaultWithSecret(scene: Scene, name: string): Promise<void> {
  await vault(scene, name);
  await scene.grant(idOf('owner'), 'Key Vault Secrets Officer', idOfVault(name));
  await scene.wait(propagation);
  await write(scene, name);
}

async function write(scene: Scene, name: string, attributes: object = {}): Promise<void> {
  const token = await scene.world.tokenOf('owner', `${audience}/.default`);
  const seen = await scene.send('PUT', secretUrl(name), token, { value: 'hunter2', attributes });
  if (seen.status !== 200) throw new Error(`the secret was not written: ${seen.text}`);
}

const assignmentsAt = (scene: Scene, scope: string) =>
  scene.arm(
    'GET',
    `${scope}/providers/Microsoft.Authorization/roleAssignments?$filter=atScope()&api-version=2022-04-01`,
  );

/** An app whose identity may read the secrets of kv1, and that has no firewall to fear. */
async function reader(scene: Scene): Promise<string> {
  const principal = principalOf(await scene.site('reader-app', systemAssigned));
  await scene.wait(propagation);
  return principal;
}
const readBy = async (scene: Scene, vaultName = 'kv1') =>
  (await scene.onSite('reader-app')).reach(audience, secretUrl(vaultName));

export const vaultFaults: Fault[] = [
  {
    id: 'vault-creator-without-data-role',
    says: 'who made the vault, and owns the subscription, cannot read its secrets',
    plant: (scene) => vault(scene, 'kv-new'),
    meet: (scene) => scene.call('owner', audience, 'GET', 'https://kv-new.vault.azure.net/secrets?api-version=7.4'),
    met: /^403 .*ForbiddenByRbac/,
    look: (scene) => assignmentsAt(scene, idOfVault('kv-new')),
    shows: /^200 (?!.*4633458b-17de-408a-b874-0445c86b69e6)/,
    async repair(scene) {
      await scene.grant(idOf('owner'), 'Key Vault Secrets User', idOfVault('kv-new'));
      await scene.wait(propagation);
    },
    mended: /^200 /,
  },
  {
    id: 'reader-taken-for-data-reader',
    says: 'Reader on the vault shows the vault, and no secret',
    async plant(scene) {
      await scene.grant(await reader(scene), 'Reader', vaultId);
      await scene.wait(propagation);
    },
    meet: (scene) => readBy(scene),
    met: /^403 .*getSecret\/action.*ForbiddenByRbac/s,
    look: (scene) =>
      scene.arm(
        'GET',
        `${group}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7?api-version=2022-04-01`,
      ),
    shows: /^200 .*"dataActions":\[\]/,
    async repair(scene) {
      const principal = principalOf(await scene.make('GET', `${group}/providers/Microsoft.Web/sites/reader-app`));
      await scene.grant(principal, 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
    },
    mended: /^200 .*"value":"hunter2"/,
  },
  {
    id: 'vault-firewall',
    says: 'the role is right, and the firewall of the vault does not know the address',
    async plant(scene) {
      await scene.grant(await reader(scene), 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
      await scene.record(vaultId, 'AuditEvent');
      await scene.make('PATCH', vaultId, {
        properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } },
      });
    },
    meet: (scene) => readBy(scene),
    met: /^403 .*ForbiddenByFirewall/,
    look: (scene) => Promise.resolve(scene.logged('AzureDiagnostics')),
    shows: /"OperationName":"SecretGet".*"ResultSignature":"Forbidden".*Client address is not authorized/s,
    async repair(scene) {
      const seen = await readBy(scene);
      const address = /Client address: ([\d.]+)/.exec(seen.text)?.[1];
      await scene.make('PATCH', vaultId, {
        properties: {
          networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [{ value: `${address}/32` }] },
        },
      });
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'access-policy-on-an-rbac-vault',
    says: 'the identity stands in an access policy of a vault that asks Azure RBAC alone',
    async plant(scene) {
      const objectId = await reader(scene);
      const { tenantId } = (await scene.make('GET', vaultId))['properties'] as { tenantId: string };
      const accessPolicies = [{ tenantId, objectId, permissions: { secrets: ['get'] } }];
      await scene.make('PUT', `${vaultId}/accessPolicies/add`, { properties: { accessPolicies } });
    },
    meet: (scene) => readBy(scene),
    met: /^403 .*ForbiddenByRbac/,
    look: (scene) => scene.arm('GET', vaultId),
    shows: /"enableRbacAuthorization":true/,
    async repair(scene) {
      const principal = principalOf(await scene.make('GET', `${group}/providers/Microsoft.Web/sites/reader-app`));
      await scene.grant(principal, 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'secret-disabled',
    says: 'the role is right, and the secret is switched off',
    async plant(scene) {
      await scene.grant(await reader(scene), 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
      await write(scene, 'kv1', { enabled: false });
      await scene.record(vaultId, 'AuditEvent');
    },
    meet: (scene) => readBy(scene),
    met: /^403 .*SecretDisabled/,
    look: (scene) => Promise.resolve(scene.logged('AzureDiagnostics')),
    shows: /"ResultDescription":"Operation get is not allowed on a disabled secret/,
    repair: (scene) => write(scene, 'kv1', { enabled: true }),
    mended: /^200 .*hunter2/,
  },
  {
    id: 'soft-deleted-vault-holds-the-name',
    says: 'a new vault may not have the name, for a deleted one still holds it',
    async plant(scene) {
      await vault(scene, 'kv-gone');
      await scene.make('DELETE', idOfVault('kv-gone'));
    },
    async meet(scene) {
      const { tenantId } = (await scene.make('GET', vaultId))['properties'] as { tenantId: string };
      const properties = { tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true };
      return scene.arm('PUT', idOfVault('kv-gone'), { location: 'westeurope', properties });
    },
    met: /^409 /,
    look: (scene) =>
      scene.arm(
        'GET',
        `${group.split('/resourceGroups')[0]}/providers/Microsoft.KeyVault/deletedVaults?api-version=2023-07-01`,
      ),
    shows: /^200 .*kv-gone/,
    async repair(scene) {
      const subscription = group.split('/resourceGroups')[0] ?? '';
      await scene.make(
        'POST',
        `${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-gone/purge`,
      );
    },
    mended: /^20[01] /,
  },
  {
    id: 'recovered-vault-without-its-assignments',
    says: 'a vault was deleted and recovered; the roles that were given on it did not come back',
    async plant(scene) {
      await vaultWithSecret(scene, 'kv-back');
      await scene.grant(await reader(scene), 'Key Vault Secrets User', idOfVault('kv-back'));
      await scene.wait(propagation);
      await scene.make('DELETE', idOfVault('kv-back'));
      await scene.wait(day);
      const { tenantId } = (await scene.make('GET', vaultId))['properties'] as { tenantId: string };
      const properties = { tenantId, createMode: 'recover', sku: { family: 'A', name: 'standard' } };
      await scene.resource('Microsoft.KeyVault/vaults', 'kv-back', { properties });
    },
    meet: (scene) => readBy(scene, 'kv-back'),
    met: /^403 .*ForbiddenByRbac/,
    look: (scene) => assignmentsAt(scene, idOfVault('kv-back')),
    shows: /^200 (?!.*vaults\/kv-back)/,
    async repair(scene) {
      const principal = principalOf(await scene.make('GET', `${group}/providers/Microsoft.Web/sites/reader-app`));
      await scene.grant(principal, 'Key Vault Secrets User', idOfVault('kv-back'));
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
];
