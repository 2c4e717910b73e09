import { day } from '#kernel/clock.ts';
import { group, identityId, siteId, vaultId } from '../conformance/world.ts';
import type { Fault } from './fault.ts';
import { clientOf, principalOf, propagation, systemAssigned, userAssigned, type Host } from './scene.ts';

const vaultAudience = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const machineId = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
const read = (host: Host, selector = {}) => host.reach(vaultAudience, secret, selector);

export const tokenFaults: Fault[] = [
  {
    id: 'no-selector-with-a-user-assigned-identity',
    says: 'the code works on a machine and fails on App Service: only a user-assigned identity, and none named',
    async plant(scene) {
      await scene.site('web', userAssigned('id1'));
      await scene.machine('vm', userAssigned('id1'));
      const onMachine = await read(await scene.onMachine(machineId('vm')));
      if (onMachine.status !== 200) throw new Error(`on the machine it works: ${onMachine.text}`);
    },
    async meet(scene) {
      const clientId = scene.kept['AZURE_CLIENT_ID'];
      return read(await scene.onSite('web'), clientId ? { client_id: clientId } : {});
    },
    met: /^400 .*Unable to load the proper Managed Identity\./,
    look: (scene) => scene.arm('GET', siteId('web')),
    shows: /"type":"UserAssigned"/,
    async repair(scene) {
      scene.kept['AZURE_CLIENT_ID'] = clientOf(await scene.make('GET', identityId('id1')));
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'two-identities-and-none-named',
    says: 'a second user-assigned identity was attached to a machine whose code named none',
    async plant(scene) {
      await scene.machine('vm', userAssigned('id1', 'id2'));
    },
    async meet(scene) {
      const clientId = scene.kept['client'];
      return read(await scene.onMachine(machineId('vm')), clientId ? { client_id: clientId } : {});
    },
    met: /^400 .*Multiple user assigned identities exist/,
    look: (scene) => scene.arm('GET', machineId('vm')),
    shows: /userAssignedIdentities\/id1.*userAssignedIdentities\/id2/s,
    async repair(scene) {
      scene.kept['client'] = clientOf(await scene.make('GET', identityId('id1')));
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'stale-azure-client-id',
    says: 'a setting names the client id of an identity that is no longer attached',
    async plant(scene) {
      const old = clientOf(await scene.identity('old'));
      await scene.site('web', systemAssigned);
      await scene.make('PUT', `${siteId('web')}/config/appsettings`, { properties: { AZURE_CLIENT_ID: old } });
      const principal = principalOf(await scene.make('GET', siteId('web')));
      await scene.grant(principal, 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
    },
    async meet(scene) {
      const host = await scene.onSite('web');
      const clientId = host.env['AZURE_CLIENT_ID'];
      return read(host, clientId ? { client_id: clientId } : {});
    },
    met: /^400 .*No User Assigned or Delegated Managed Identity found/,
    look: (scene) => scene.arm('POST', `${siteId('web')}/config/appsettings/list`),
    shows: /AZURE_CLIENT_ID/,
    async repair(scene) {
      await scene.make('PUT', `${siteId('web')}/config/appsettings`, { properties: {} });
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'wrong-audience',
    says: "the vault's own address is asked for as the audience",
    async plant(scene) {
      scene.kept['audience'] = 'https://kv1.vault.azure.net';
      await Promise.resolve();
    },
    async meet(scene) {
      return (await scene.onSite('app-system')).reach(scene.kept['audience'] ?? '', secret);
    },
    met: /^400 .*AADSTS500011/,
    look: (scene) => scene.signIns('managedIdentity'),
    shows: /^200 .*"servicePrincipalName":"app-system".*"errorCode":500011/s,
    async repair(scene) {
      scene.kept['audience'] = vaultAudience;
      await Promise.resolve();
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'audience-with-the-double-slash-of-default',
    says: 'a scope was passed where the resource is asked for',
    async plant(scene) {
      scene.kept['audience'] = `${vaultAudience}/.default`;
      await Promise.resolve();
    },
    async meet(scene) {
      return (await scene.onSite('app-system')).reach(scene.kept['audience'] ?? '', secret);
    },
    met: /^400 .*AADSTS500011/,
    look: async (scene) => (await scene.onSite('app-system')).ask(`${vaultAudience}/`),
    shows: /^200 /,
    async repair(scene) {
      scene.kept['audience'] = `${vaultAudience}/`;
      await Promise.resolve();
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'arm-token-sent-to-a-vault',
    says: 'one token is used for all: that of Azure Resource Manager goes to the vault',
    async plant(scene) {
      scene.kept['audience'] = 'https://management.azure.com/';
      await Promise.resolve();
    },
    async meet(scene) {
      return (await scene.onSite('app-system')).reach(scene.kept['audience'] ?? '', secret);
    },
    met: /^401 .*AKV10022: Invalid audience/,
    look: async (scene) => {
      const token = await (await scene.onSite('app-system')).token(scene.kept['audience'] ?? '');
      return { status: 200, text: Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() };
    },
    shows: /"aud":"https:\/\/management\.azure\.com\/"/,
    async repair(scene) {
      scene.kept['audience'] = vaultAudience;
      await Promise.resolve();
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'disabled-service-principal',
    says: 'host and roles look right, and the service principal of the identity is disabled',
    async plant(scene) {
      const principal = principalOf(await scene.make('GET', siteId('app-system')));
      await scene.makeGraph('PATCH', `/servicePrincipals/${principal}`, { accountEnabled: false });
      await scene.wait(day + propagation);
    },
    meet: async (scene) => read(await scene.onSite('app-system')),
    met: /^400 .*AADSTS7000112/,
    look: (scene) => scene.signIns('managedIdentity'),
    shows: /^200 .*"servicePrincipalName":"app-system".*"errorCode":7000112.*is disabled/s,
    async repair(scene) {
      const principal = principalOf(await scene.make('GET', siteId('app-system')));
      await scene.makeGraph('PATCH', `/servicePrincipals/${principal}`, { accountEnabled: true });
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
];
