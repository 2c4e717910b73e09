import { ContainerSASPermissions, generateBlobSASQueryParameters } from '@azure/storage-blob';
import { hour } from '#kernel/clock.ts';
import { accountId, blobUrl, keyOf } from '../../conformance/storage-world.ts';
import { group, roleId, tenantId, vaultId } from '../../conformance/world.ts';
import type { Scene } from '../../faults/scene.ts';
import { sharedKeyHeaders } from '../../faults/shared-key.ts';
import type { Ending, Untrodden } from '../seen.ts';

const machine = 'token-use';
const vault = 'https://vault.azure.net';
const management = 'https://management.azure.com';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const groups = `${management}${group}?api-version=2024-11-01`;
const unknown = '99999999-9999-4999-8999-999999999999';
const tokenFor = (scene: Scene, audience: string) => scene.world.tokenOf('owner', `${audience}/.default`);

/** The containers of an account, or what else it has, asked for by its key, or by another. */
async function byKey(scene: Scene, { key = '', what = '?comp=list', properties = {} } = {}) {
  const kinds = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2' };
  await scene.resource('Microsoft.Storage/storageAccounts', 'stkey', { ...kinds, properties });
  const { keys } = (await scene.make('POST', `${accountId('stkey')}/listKeys`)) as { keys: { value: string }[] };
  const url = `${blobUrl('stkey')}/${what}`;
  return scene.send('GET', url, undefined, undefined, sharedKeyHeaders('stkey', key || (keys[0]?.value ?? ''), url));
}

export const tokenUseEndings: Ending[] = [
  { machine, end: 'challenged', asks: 'a secret without a token', ask: (scene) => scene.send('GET', secret) },
  {
    machine,
    end: 'otherProofRefused',
    asks: 'containers, signed with a wrong key',
    ask: (scene) => byKey(scene, { key: 'AAAA' }),
  },
  {
    machine,
    end: 'invalidSignature',
    asks: 'a group, with a token whose claims were altered',
    async ask(scene) {
      const [head, claims = '', signature] = (await tokenFor(scene, management)).split('.');
      const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
      const altered = Buffer.from(JSON.stringify({ ...read, oid: 'somebody else' })).toString('base64url');
      return scene.send('GET', groups, [head, altered, signature].join('.'));
    },
  },
  {
    machine,
    end: 'wrongIssuer',
    asks: 'a secret of a vault that trusts another tenant',
    async ask(scene) {
      const properties = { tenantId: '11111111-2222-4333-8444-555555555555', sku: { family: 'A', name: 'standard' } };
      const rest = { accessPolicies: [], enableRbacAuthorization: true };
      await scene.resource('Microsoft.KeyVault/vaults', 'kvother', { properties: { ...properties, ...rest } });
      return scene.send('GET', secret.replace('kv1', 'kvother'), await tokenFor(scene, vault));
    },
  },
  {
    machine,
    end: 'wrongAudience',
    asks: 'a group, with a token for Graph',
    ask: async (scene) => scene.send('GET', groups, await tokenFor(scene, 'https://graph.microsoft.com')),
  },
  {
    machine,
    end: 'expired',
    asks: 'a group, with a token of two hours ago',
    async ask(scene) {
      const token = await tokenFor(scene, management);
      await scene.wait(2 * hour);
      return scene.send('GET', groups, token);
    },
  },
  {
    machine,
    end: 'blockedByNetwork',
    asks: 'a secret of a vault whose firewall is closed',
    async ask(scene) {
      await scene.make('PATCH', vaultId, { properties: { networkAcls: { bypass: 'None', defaultAction: 'Deny' } } });
      return scene.call('owner', vault, 'GET', secret);
    },
  },
  {
    machine,
    end: 'forbidden',
    asks: 'a group, as somebody without a role',
    ask: (scene) => scene.arm('GET', group, undefined, 'nobody'),
  },
  {
    machine,
    end: 'restricted',
    asks: 'to delete a vault under a lock',
    async ask(scene) {
      const lock = `${vaultId}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`;
      await scene.make('PUT', lock, { properties: { level: 'CanNotDelete' } });
      return scene.arm('DELETE', vaultId);
    },
  },
  {
    machine,
    end: 'refused',
    asks: 'a secret that is not there',
    ask: (scene) => scene.call('owner', vault, 'GET', secret.replace('/db', '/none')),
  },
  {
    machine,
    end: 'refused',
    asks: 'a role for nobody: inside, the platform finds no such principal either',
    ask: (scene) =>
      scene.arm('PUT', `${group}/providers/Microsoft.Authorization/roleAssignments/${unknown}?api-version=2022-04-01`, {
        properties: { roleDefinitionId: roleId('reader'), principalId: unknown },
      }),
  },
  {
    machine,
    end: 'blockedByNetwork',
    asks: 'containers, signed with the key, of an account whose firewall is closed',
    ask: (scene) => byKey(scene, { properties: { networkAcls: { defaultAction: 'Deny' } } }),
  },
  {
    machine,
    end: 'otherProofRefused',
    asks: 'containers, signed with the key, of an account that takes keys no longer',
    ask: (scene) => byKey(scene, { properties: { allowSharedKeyAccess: false } }),
  },
  {
    machine,
    end: 'forbidden',
    asks: 'a list of blobs, by an address that is signed for reading only',
    async ask(scene) {
      await byKey(scene);
      const values = {
        containerName: 'c1',
        permissions: ContainerSASPermissions.parse('r'),
        expiresOn: new Date((await scene.world.client.now()) + hour),
      };
      const sas = generateBlobSASQueryParameters(values, await keyOf(scene.world, 'stkey')).toString();
      return scene.send('GET', `${blobUrl('stkey')}/c1?restype=container&comp=list&${sas}`);
    },
  },
  {
    machine,
    end: 'refused',
    asks: 'a blob that is not there, signed with the key',
    ask: (scene) => byKey(scene, { what: 'none/none.txt' }),
  },
  {
    machine,
    end: 'refused',
    asks: 'a token, with nothing to show for it',
    ask: (scene) =>
      scene.send('POST', `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, undefined, ''),
  },
  { machine, end: 'answered', asks: 'a group', ask: (scene) => scene.arm('GET', group) },
  { machine, end: 'answered', asks: 'containers, signed with the key', ask: (scene) => byKey(scene) },
  {
    machine,
    end: 'answered',
    asks: 'what needs no token: the metadata of the sign-in',
    ask: (scene) => scene.send('GET', 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration'),
  },
  {
    machine,
    end: 'answered',
    asks: 'a machine with an identity: the platform asks on its behalf',
    async ask(scene) {
      await scene.machine('vm1', { type: 'SystemAssigned' });
      return { status: 201, text: '' };
    },
  },
];

export const tokenUseUntrodden: Untrodden[] = [
  { machine, path: /^received > permission .*(forbidden|restricted)$/, why: 'the platform may do what it does inside' },
  {
    machine,
    path: /^received > otherProof .*restricted$/,
    why: 'locks and policies bind Resource Manager, which takes no key',
  },
];
