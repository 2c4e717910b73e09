import { identityId, siteId } from '../../conformance/world.ts';
import { principalOf, type Host, type Scene } from '../../faults/scene.ts';
import type { Ending, Untrodden } from '../seen.ts';

const machine = 'app-service-token-acquisition';
const resource = 'https://vault.azure.net';
const good = { 'api-version': '2019-08-01', resource };

/** What code in an app asks at its endpoint, with the app's secret unless other headers are named. */
function ask({ env, send }: Host, query: Record<string, string>, headers?: Record<string, string>) {
  const url = `${env['IDENTITY_ENDPOINT'] ?? ''}?${new URLSearchParams(query).toString()}`;
  return send('GET', url, undefined, undefined, headers ?? { 'x-identity-header': env['IDENTITY_HEADER'] ?? '' });
}
const from = (site: string, query: Record<string, string>, headers?: Record<string, string>) => async (scene: Scene) =>
  ask(await scene.onSite(site), query, headers);
const clientOf = (scene: Scene, name: string): string => String(scene.world.made[name]?.properties.clientId);

export const identityEndpointEndings: Ending[] = [
  { machine, end: 'headerMissing', asks: 'without the secret', ask: from('app-system', good, {}) },
  {
    machine,
    end: 'headerWrong',
    asks: 'with a guess',
    ask: from('app-system', good, { 'x-identity-header': 'guess' }),
  },
  {
    machine,
    end: 'versionUnknown',
    asks: 'in the version of machines',
    ask: from('app-system', { ...good, 'api-version': '2018-02-01' }),
  },
  {
    machine,
    end: 'resourceMissing',
    asks: 'for no resource',
    ask: from('app-system', { 'api-version': '2019-08-01' }),
  },
  {
    machine,
    end: 'selectorAmbiguous',
    asks: 'for two identities at once',
    ask: from('app-user', { ...good, client_id: 'x', mi_res_id: 'y' }),
  },
  {
    machine,
    end: 'identityNotAttached',
    asks: 'for the identity of another app',
    ask: async (scene) => ask(await scene.onSite('app-user'), { ...good, client_id: clientOf(scene, 'id2') }),
  },
  { machine, end: 'noSystemIdentity', asks: 'without a selector, none of its own', ask: from('app-user', good) },
  {
    machine,
    end: 'principalGone',
    asks: 'for an identity that was deleted',
    async ask(scene) {
      await scene.make('DELETE', identityId('id1'));
      return ask(await scene.onSite('app-user'), { ...good, client_id: clientOf(scene, 'id1') });
    },
  },
];

/** What may come of a request once its identity is found: the app's own, or one that the request names. */
const onWay = (by: string, site: string, query: Record<string, string>, principal: (scene: Scene) => Promise<string>) =>
  [
    {
      end: 'principalDisabled',
      asks: `${by}: an identity that may not sign in`,
      async ask(scene: Scene) {
        await scene.makeGraph('PATCH', `/servicePrincipals/${await principal(scene)}`, { accountEnabled: false });
        return ask(await scene.onSite(site), query);
      },
    },
    {
      end: 'resourceUnknown',
      asks: `${by}: for what is no resource`,
      ask: from(site, { ...query, resource: 'https://managements.azure.com' }),
    },
    { end: 'issued', asks: `${by}: for a token`, ask: from(site, query) },
    {
      end: 'servedFromCache',
      asks: `${by}: for a token, again`,
      async ask(scene: Scene) {
        const host = await scene.onSite(site);
        await ask(host, query);
        return ask(host, query);
      },
    },
  ].map((ending) => ({ machine, ...ending }));

const ownPrincipal =
  (id: string) =>
  async (scene: Scene): Promise<string> =>
    principalOf(await scene.make('GET', id));

export const identityEndpointWays: Ending[] = [
  ...onWay('system-assigned', 'app-system', good, ownPrincipal(siteId('app-system'))),
  ...onWay('user-assigned', 'app-user', { ...good, mi_res_id: identityId('id1') }, ownPrincipal(identityId('id1'))),
];

export const identityEndpointUntrodden: Untrodden[] = [
  {
    machine,
    path: / systemAssigned .* principalGone$/,
    why: 'the identity of an app ends in the same moment at its endpoint and in the directory',
  },
];
