import { minute } from '#kernel/clock.ts';
import { group, idOf, subscriptionId, vaultId } from '../../conformance/world.ts';
import { roleNamed } from '../../faults/roles.ts';
import type { Scene } from '../../faults/scene.ts';
import type { Life } from '../life.ts';

interface Target {
  of: string;
  role: string;
  scope: string;
  begin?(scene: Scene): Promise<unknown>;
  /** What the role allows, tried as the one who has it. */
  tries(scene: Scene): Promise<{ status: number }>;
}

/** The longest that a target may not have heard of a change. */
const longest = 10 * minute;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stlife`;

const targets: Target[] = [
  {
    of: 'a role, as Resource Manager sees it',
    role: 'Reader',
    scope: group,
    tries: (scene) => scene.arm('GET', group, undefined, 'nobody'),
  },
  {
    of: 'a role, as a vault sees it',
    role: 'Key Vault Secrets User',
    scope: vaultId,
    tries: (scene) =>
      scene.call('nobody', 'https://vault.azure.net', 'GET', 'https://kv1.vault.azure.net/secrets/db?api-version=7.4'),
  },
  {
    of: 'a role, as storage sees it',
    role: 'Storage Blob Data Reader',
    scope: storage,
    begin: (scene) =>
      scene.make('PUT', storage, { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' }),
    tries: (scene) =>
      scene.call('nobody', 'https://storage.azure.com', 'GET', 'https://stlife.blob.core.windows.net/?comp=list', {
        'x-ms-version': '2024-11-04',
      }),
  },
];

const lifeOf = ({ of, role, scope, begin, tries }: Target): Life => {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-9000-000000000001?api-version=2022-04-01`;
  return {
    machine: 'assignment-life',
    of,
    // What is removed before a target heard of it is simply gone.
    steps: [
      'granted grantKnown: effective',
      'granted remove: gone',
      'effective remove: revoked',
      'revoked removalKnown: gone',
    ],
    depth: 3,
    traced: false,
    async begin(scene) {
      await begin?.(scene);
      const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(role)}`;
      await scene.make('PUT', id, {
        properties: { roleDefinitionId, principalId: idOf('nobody'), principalType: 'User' },
      });
    },
    events: {
      grantKnown: { wait: longest },
      remove: { send: (scene) => scene.arm('DELETE', id) },
      removalKnown: { wait: longest },
    },
    // Time that passes there is the time of the other event.
    otherwise: ['granted removalKnown', 'revoked grantKnown'],
    async look(scene) {
      const [row, tried] = [await scene.arm('GET', id), await tries(scene)];
      return `assignment ${row.status}, what it allows ${tried.status}`;
    },
    shows: {
      granted: /^assignment 200, what it allows 403$/,
      effective: /^assignment 200, what it allows 200$/,
      revoked: /^assignment 404, what it allows 200$/,
      gone: /^assignment 404, what it allows 403$/,
    },
  };
};

export const assignmentLives: Life[] = targets.map(lifeOf);
