import { machineId } from '../../conformance/machines.ts';
import { identityId, siteId } from '../../conformance/world.ts';
import { systemAssigned, type Json, type Scene } from '../../faults/scene.ts';
import type { Life } from '../life.ts';

const machine = 'identity-life';

/** How many of the principals that were ever shown are in the directory, and whether the newest is the one. */
async function principals(scene: Scene, shown: unknown): Promise<string> {
  const seen = new Set((scene.kept['principals'] ?? '').split(' ').filter(Boolean));
  if (typeof shown === 'string') seen.add(shown);
  scene.kept['principals'] = [...seen].join(' ');
  const known: string[] = [];
  for (const id of seen) if ((await scene.graph('GET', `/servicePrincipals/${id}`)).status === 200) known.push(id);
  const newest = known.length === 1 && known[0] === shown && [...seen].at(-1) === shown;
  return `${newest ? 'the newest' : known.length} of ${seen.size} principals`;
}

const principalOf = (text: string, of: (json: Json) => unknown): unknown => of(JSON.parse(text) as Json);

const hostLife = (of: string, host: string, make: (scene: Scene) => Promise<unknown>): Life => ({
  machine,
  of,
  steps: [
    'absent enable: active',
    'active disable: removed',
    'active hostDeleted: deletedWithHost',
    'removed enable: active',
    'deletedWithHost enable: active',
  ],
  depth: 4,
  traced: true,
  events: {
    enable: { send: async (scene) => (await make(scene), { status: 201 }) },
    disable: { send: (scene) => scene.arm('PATCH', host, { identity: { type: 'None' } }) },
    hostDeleted: { send: (scene) => scene.arm('DELETE', host) },
  },
  // A host whose identity was switched off may still be deleted.
  otherwise: ['removed hostDeleted'],
  async look(scene) {
    const { status, text } = await scene.arm('GET', host);
    const identity =
      status === 200 ? principalOf(text, (json) => (json['identity'] as Json | undefined)?.['principalId']) : undefined;
    const beside = await scene.arm(
      'GET',
      `${host}/providers/Microsoft.ManagedIdentity/identities/default?api-version=2023-01-31`,
    );
    return `host ${status}, identity ${beside.status}, ${await principals(scene, identity)}`;
  },
  shows: {
    absent: /^host 404, identity 404, 0 of 0 principals$/,
    active: /^host 200, identity 200, the newest of \d+ principals$/,
    removed: /^host 200, identity 404, 0 of [1-9]\d* principals$/,
    deletedWithHost: /^host 404, identity 404, 0 of [1-9]\d* principals$/,
  },
});

const path = identityId('idlife');

export const identityLives: Life[] = [
  hostLife('the identity of an app', siteId('web'), (scene) => scene.site('web', systemAssigned)),
  hostLife('the identity of a machine', machineId('vm1'), (scene) => scene.machine('vm1', systemAssigned)),
  {
    machine,
    of: 'a user-assigned identity',
    steps: ['absent create: active', 'active delete: deleted', 'deleted create: active'],
    depth: 4,
    traced: true,
    events: {
      create: { send: (scene) => scene.arm('PUT', path, { location: 'westeurope' }) },
      delete: { send: (scene) => scene.arm('DELETE', path) },
    },
    async look(scene) {
      const { status, text } = await scene.arm('GET', path);
      const shown =
        status === 200 ? principalOf(text, (json) => (json['properties'] as Json)['principalId']) : undefined;
      return `identity ${status}, ${await principals(scene, shown)}`;
    },
    shows: {
      absent: /^identity 404, 0 of 0 principals$/,
      active: /^identity 200, the newest of \d+ principals$/,
      deleted: /^identity 404, 0 of [1-9]\d* principals$/,
    },
  },
];
