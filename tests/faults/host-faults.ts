import { group, siteId, vaultId } from '../conformance/world.ts';
import { profile } from '../conformance/machines.ts';
import type { Fault } from './fault.ts';
import { principalOf, propagation, systemAssigned, userAssigned, type Scene } from './scene.ts';

const audience = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
const scaleSet = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/workers`;

const grantSystem = async (scene: Scene, id: string): Promise<void> => {
  await scene.grant(principalOf(await scene.make('GET', id)), 'Key Vault Secrets User', vaultId);
  await scene.wait(propagation);
};

export const hostFaults: Fault[] = [
  {
    id: 'redeploy-drops-the-system-assigned-identity',
    says: 'a template that names only the user-assigned identity was deployed over what the portal had switched on',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      await grantSystem(scene, siteId('web'));
      const identity = userAssigned('id2');
      await scene.make('PUT', siteId('web'), { location: 'westeurope', identity, properties: { serverFarmId: plan } });
    },
    meet: async (scene) => (await scene.onSite('web')).reach(audience, secret),
    met: /^400 .*Unable to load the proper Managed Identity\./,
    look: (scene) => scene.arm('GET', siteId('web')),
    shows: /"type":"UserAssigned"/,
    async repair(scene) {
      const identity = { ...userAssigned('id2'), type: 'SystemAssigned, UserAssigned' };
      await scene.make('PUT', siteId('web'), { location: 'westeurope', identity, properties: { serverFarmId: plan } });
      await scene.wait(propagation);
      await grantSystem(scene, siteId('web'));
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'manual-upgrade-leaves-old-instances-without-identity',
    says: 'a scale set has its identity now, and instances made before do not know of it',
    async plant(scene) {
      const set = {
        sku: { name: 'Standard_B1s', capacity: 1 },
        properties: { upgradePolicy: { mode: 'Manual' }, virtualMachineProfile: profile },
      };
      await scene.resource('Microsoft.Compute/virtualMachineScaleSets', 'workers', set);
      await scene.make('PATCH', scaleSet, { identity: systemAssigned });
      await grantSystem(scene, scaleSet);
    },
    meet: async (scene) => (await scene.onMachine(`${scaleSet}/virtualMachines/0`)).reach(audience, secret),
    met: /^400 .*Identity not found/,
    look: (scene) => scene.arm('GET', `${scaleSet}/virtualMachines/0`),
    shows: /"latestModelApplied":false/,
    async repair(scene) {
      await scene.make('POST', `${scaleSet}/manualupgrade`, { instanceIds: ['0'] });
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
];
