import { machineId, openMachines, scaleSetId } from '../../conformance/machines.ts';
import { identityId } from '../../conformance/world.ts';
import { principalOf, Scene } from '../../faults/scene.ts';
import type { Ending } from '../seen.ts';

const machine = 'imds-acquisition';
const good = { 'api-version': '2018-02-01', resource: 'https://vault.azure.net' };
type Texts = Record<string, string>;

const open = async () => new Scene(await openMachines());
/** A trouble that the start of a lab plants: no address of Azure's brings it about. */
const troubled =
  (status: number, vm = 'vm-system') =>
  async () =>
    new Scene(await openMachines({ host: machineId(vm), status }));

/** What code on a machine asks at the metadata service. */
async function ask(scene: Scene, vm: string, query: Texts, headers: Texts = { metadata: 'true' }) {
  const host = await scene.onMachine(vm.startsWith('/') ? vm : machineId(vm));
  const url = `http://169.254.169.254/metadata/identity/oauth2/token?${new URLSearchParams(query).toString()}`;
  return host.send('GET', url, undefined, undefined, headers);
}
const from =
  (vm: string, query: Texts = good, headers?: Texts): Ending['ask'] =>
  (scene) =>
    ask(scene, vm, query, headers);
const clientOf = (scene: Scene, name: string): string => String(scene.world.made[name]?.properties.clientId);

/** An instance that was not upgraded still points at the identity that its scale set has lost. */
async function leftBehind(scene: Scene) {
  const instance = `${scaleSetId('set1')}/virtualMachines/0`;
  const wear = async (type: string) => {
    await scene.make('PATCH', scaleSetId('set1'), { identity: { type } });
  };
  await wear('SystemAssigned');
  await scene.make('POST', `${scaleSetId('set1')}/manualupgrade`, { instanceIds: ['0'] });
  await wear('None');
  return ask(scene, instance, good);
}

const endings: Omit<Ending, 'machine'>[] = [
  { end: 'headerMissing', asks: 'without the header', ask: from('vm-system', good, {}) },
  {
    end: 'forwarded',
    asks: 'by a proxy',
    ask: from('vm-system', good, { metadata: 'true', 'x-forwarded-for': '10.0.0.4' }),
  },
  {
    end: 'versionUnknown',
    asks: 'in a version before the first',
    ask: from('vm-system', { ...good, 'api-version': '2017-12-01' }),
  },
  { end: 'resourceMissing', asks: 'for no resource', ask: from('vm-system', { 'api-version': '2018-02-01' }) },
  {
    end: 'selectorAmbiguous',
    asks: 'for two identities at once',
    ask: from('vm-user', { ...good, client_id: 'x', msi_res_id: 'y' }),
  },
  {
    end: 'identityNotAttached',
    asks: 'for an identity that another machine has',
    ask: (scene) => ask(scene, 'vm-user', { ...good, client_id: clientOf(scene, 'id2') }),
  },
  { end: 'severalIdentities', asks: 'without a selector, two identities', ask: from('vm-two') },
  { end: 'noIdentity', asks: 'without an identity', ask: from('vm-none') },
  { end: 'principalGone', asks: 'as a system-assigned identity that has ended', ask: leftBehind },
];

interface Way {
  by: string;
  vm: string;
  query: Texts;
  principal(scene: Scene): Promise<string> | string;
}

const ownPrincipal = (name: string) => (scene: Scene) => String(scene.world.made[name]?.properties.principalId);
/** The three ways to an identity: its own, the only one, one that the request names. */
const ways: Way[] = [
  {
    by: 'system-assigned',
    vm: 'vm-system',
    query: good,
    principal: async (scene) => principalOf(await scene.make('GET', machineId('vm-system'))),
  },
  { by: 'the only user-assigned', vm: 'vm-user', query: good, principal: ownPrincipal('id1') },
  {
    by: 'a named user-assigned',
    vm: 'vm-two',
    query: { ...good, msi_res_id: identityId('id1') },
    principal: ownPrincipal('id1'),
  },
];

/** What may come of a request once its identity is found. */
const onWay = ({ by, vm, query, principal }: Way): Omit<Ending, 'machine'>[] => [
  { end: 'entraFailed', asks: `${by}: while Entra ID does not answer`, open: troubled(500, vm), ask: from(vm, query) },
  {
    end: 'principalDisabled',
    asks: `${by}: an identity that may not sign in`,
    async ask(scene) {
      await scene.makeGraph('PATCH', `/servicePrincipals/${await principal(scene)}`, { accountEnabled: false });
      return ask(scene, vm, query);
    },
  },
  {
    end: 'resourceUnknown',
    asks: `${by}: for what is no resource`,
    ask: from(vm, { ...query, resource: 'https://managements.azure.com' }),
  },
  { end: 'issued', asks: `${by}: for a token`, ask: from(vm, query) },
  {
    end: 'servedFromCache',
    asks: `${by}: for a token, again`,
    async ask(scene) {
      await ask(scene, vm, query);
      return ask(scene, vm, query);
    },
  },
  ...(vm === 'vm-system'
    ? []
    : [
        {
          end: 'principalGone',
          asks: `${by}: an identity that was deleted`,
          async ask(scene: Scene) {
            await scene.make('DELETE', identityId('id1'));
            return ask(scene, vm, query);
          },
        },
      ]),
];

const troubles: [end: string, status: number, asks: string][] = [
  ['endpointMissing', 404, 'where the endpoint does not come up'],
  ['serviceUpdating', 410, 'while the service is updated'],
  ['throttled', 429, 'more often than is allowed'],
];

export const imdsEndings: Ending[] = [
  ...[...endings, ...ways.flatMap(onWay)].map((ending) => ({ machine, open, ...ending })),
  ...troubles.map(([end, status, asks]) => ({ machine, end, asks, open: troubled(status), ask: from('vm-system') })),
];
