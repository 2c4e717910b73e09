import { machineId, openMachines } from '../../conformance/machines.ts';
import { identityId } from '../../conformance/world.ts';
import { principalOf, Scene } from '../../faults/scene.ts';
import type { Ending } from '../seen.ts';

const machine = 'imds-acquisition';
const good = { 'api-version': '2018-02-01', resource: 'https://vault.azure.net' };
type Texts = Record<string, string>;

const open = async () => new Scene(await openMachines());
/** A trouble that the start of a lab plants: no address of Azure's brings it about. */
const troubled = (status: number) => async () =>
  new Scene(await openMachines({ host: machineId('vm-system'), status }));

/** What code on a machine asks at the metadata service. */
async function ask(scene: Scene, vm: string, query: Texts, headers: Texts = { metadata: 'true' }) {
  const host = await scene.onMachine(machineId(vm));
  const url = `http://169.254.169.254/metadata/identity/oauth2/token?${new URLSearchParams(query).toString()}`;
  return host.send('GET', url, undefined, undefined, headers);
}
const from =
  (vm: string, query: Texts = good, headers?: Texts): Ending['ask'] =>
  (scene) =>
    ask(scene, vm, query, headers);
const clientOf = (scene: Scene, name: string): string => String(scene.world.made[name]?.properties.clientId);

const endings: Omit<Ending, 'machine' | 'open'>[] = [
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
  {
    end: 'principalGone',
    asks: 'as an identity that was deleted',
    async ask(scene) {
      await scene.make('DELETE', identityId('id1'));
      return ask(scene, 'vm-user', good);
    },
  },
  {
    end: 'principalDisabled',
    asks: 'as an identity that may not sign in',
    async ask(scene) {
      const principal = principalOf(await scene.make('GET', machineId('vm-system')));
      await scene.makeGraph('PATCH', `/servicePrincipals/${principal}`, { accountEnabled: false });
      return ask(scene, 'vm-system', good);
    },
  },
  {
    end: 'resourceUnknown',
    asks: 'for what is no resource',
    ask: from('vm-system', { ...good, resource: 'https://managements.azure.com' }),
  },
  { end: 'issued', asks: 'for a token, the only identity is user-assigned', ask: from('vm-user') },
  {
    end: 'issued',
    asks: 'for a token by resource id',
    ask: from('vm-two', { ...good, msi_res_id: identityId('id2') }),
  },
  { end: 'issued', asks: 'for a token', ask: from('vm-system') },
  {
    end: 'servedFromCache',
    asks: 'for a token, again',
    async ask(scene) {
      await ask(scene, 'vm-system', good);
      return ask(scene, 'vm-system', good);
    },
  },
];

const troubles: [end: string, status: number, asks: string][] = [
  ['endpointMissing', 404, 'where the endpoint does not come up'],
  ['serviceUpdating', 410, 'while the service is updated'],
  ['throttled', 429, 'more often than is allowed'],
  ['entraFailed', 500, 'while Entra ID does not answer'],
];

export const imdsEndings: Ending[] = [
  ...endings.map((ending) => ({ machine, open, ...ending })),
  ...troubles.map(([end, status, asks]) => ({ machine, end, asks, open: troubled(status), ask: from('vm-system') })),
];
