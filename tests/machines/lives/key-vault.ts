import { day } from '#kernel/clock.ts';
import { group, subscriptionId, tenantId, vaultId } from '../../conformance/world.ts';
import type { Scene } from '../../faults/scene.ts';
import type { Life } from '../life.ts';

const machine = 'vault-soft-delete';
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kvlife`;
const deleted = `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kvlife`;
const rules = { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], enableRbacAuthorization: true };

const place = (scene: Scene, properties: object) =>
  scene.arm('PUT', `${vault}?api-version=2023-07-01`, {
    location: 'westeurope',
    properties: { ...rules, ...properties },
  });

/** Under purge protection nothing but the end of the retention ends it. */
const steps = (purgeProtected: boolean): string[] => [
  'active delete: softDeleted',
  'softDeleted recover: active',
  'softDeleted retentionEnded: purged',
  ...(purgeProtected ? [] : ['softDeleted purge: purged']),
];

/** A vault, which is kept for seven days after it was deleted. */
const vaultLife = (purgeProtected: boolean): Life => ({
  machine,
  of: purgeProtected ? 'a vault under purge protection' : 'a vault',
  context: { purgeProtected },
  steps: steps(purgeProtected),
  depth: 4,
  traced: true,
  begin: (scene) =>
    place(scene, { softDeleteRetentionInDays: 7, ...(purgeProtected && { enablePurgeProtection: true }) }),
  events: {
    delete: { send: (scene) => scene.arm('DELETE', vault) },
    recover: { send: (scene) => place(scene, { createMode: 'recover' }) },
    purge: { send: (scene) => scene.arm('POST', `${deleted}/purge`) },
    retentionEnded: { wait: 7 * day },
  },
  // Who asks for a vault to be recovered that is not there is refused; so is who asks for one that lives.
  async look(scene) {
    const [live, gone] = [await scene.arm('GET', vault), await scene.arm('GET', deleted)];
    return `vault ${live.status}, deleted vault ${gone.status}`;
  },
  shows: {
    active: /^vault 200, deleted vault 404$/,
    softDeleted: /^vault 404, deleted vault 200$/,
    purged: /^vault 404, deleted vault 404$/,
  },
});

/** A secret of the world's vault, which keeps what was deleted for ninety days. */
const secretLife = (purgeProtected: boolean): Life => {
  const call = (scene: Scene, method: string, path: string) =>
    scene.call('owner', 'https://vault.azure.net', method, `https://kv1.vault.azure.net${path}?api-version=7.4`);
  return {
    machine,
    of: purgeProtected ? 'a secret under purge protection' : 'a secret',
    context: { purgeProtected },
    steps: steps(purgeProtected),
    depth: 4,
    traced: true,
    async begin(scene) {
      if (purgeProtected) await scene.make('PATCH', vaultId, { properties: { enablePurgeProtection: true } });
    },
    events: {
      delete: { send: (scene) => call(scene, 'DELETE', '/secrets/db') },
      recover: { send: (scene) => call(scene, 'POST', '/deletedsecrets/db/recover') },
      purge: { send: (scene) => call(scene, 'DELETE', '/deletedsecrets/db') },
      retentionEnded: { wait: 90 * day },
    },
    async look(scene) {
      const [live, gone] = [await call(scene, 'GET', '/secrets/db'), await call(scene, 'GET', '/deletedsecrets/db')];
      return `secret ${live.status}, deleted secret ${gone.status}`;
    },
    shows: {
      active: /^secret 200, deleted secret 404$/,
      softDeleted: /^secret 404, deleted secret 200$/,
      purged: /^secret 404, deleted secret 404$/,
    },
  };
};

export const softDeleteLives: Life[] = [vaultLife(false), vaultLife(true), secretLife(false), secretLife(true)];
