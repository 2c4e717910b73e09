import { day, minute } from '#kernel/clock.ts';
import { guidFrom } from '#kernel/ids.ts';
import { group, idOf, identityId, siteId, subscriptionId, vaultId } from '../conformance/world.ts';
import type { Fault } from './fault.ts';
import { clientOf, principalOf, propagation, systemAssigned, userAssigned, type Scene } from './scene.ts';
import { roleNamed } from './roles.ts';

const audience = 'https://vault.azure.net';
const secret = 'https://kv1.vault.azure.net/secrets/db?api-version=7.4';
const readAs = async (scene: Scene, site = 'web', selector = {}) =>
  (await scene.onSite(site)).reach(audience, secret, selector);

const assignment = (name: string, scope = vaultId): string =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/${guidFrom('faults', 'named', name)}?api-version=2022-04-01`;
const assignmentsOf = (scene: Scene, principalId: string) =>
  scene.arm(
    'GET',
    `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleAssignments?$filter=principalId eq '${principalId}'&api-version=2022-04-01`,
  );
const body = (principalId: string, role: string, more: object = {}): object => ({
  properties: {
    roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(role)}`,
    principalId,
    ...more,
  },
});
const principal = async (scene: Scene, name = 'web'): Promise<string> =>
  principalOf(await scene.make('GET', siteId(name)));
const allow = async (scene: Scene): Promise<void> => {
  await scene.grant(await principal(scene), 'Key Vault Secrets User', vaultId);
  await scene.wait(propagation);
};

export const roleFaults: Fault[] = [
  {
    id: 'assignment-not-yet-effective',
    says: 'the role was assigned a moment ago',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      await scene.wait(propagation);
      await scene.grant(await principal(scene), 'Key Vault Secrets User', vaultId);
    },
    meet: (scene) => readAs(scene),
    met: /^403 .*please observe propagation time.*ForbiddenByRbac/s,
    look: async (scene) => assignmentsOf(scene, await principal(scene)),
    shows: /^200 .*4633458b-17de-408a-b874-0445c86b69e6/,
    async repair(scene) {
      await scene.wait(10 * minute);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'removed-from-the-group-and-still-allowed',
    says: 'an identity left the group that has the role, and its kept token still names the group',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      const made = await scene.makeGraph('POST', '/groups', {
        displayName: 'secret-readers',
        mailEnabled: false,
        mailNickname: 'secret-readers',
        securityEnabled: true,
      });
      const id = String(made['id']);
      const member = await principal(scene);
      const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member}` };
      await scene.wait(propagation);
      await scene.makeGraph('POST', `/groups/${id}/members/$ref`, reference);
      await scene.grant(id, 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
      await (await scene.onSite('web')).token(audience);
      await scene.makeGraph('DELETE', `/groups/${id}/members/${member}/$ref`);
      scene.kept['group'] = id;
    },
    meet: (scene) => readAs(scene),
    met: /^200 .*hunter2/,
    look: (scene) => scene.graph('GET', `/groups/${scene.kept['group'] ?? ''}/members`),
    shows: /^200 .*"value":\[\]/,
    async repair(scene) {
      await scene.wait(day + propagation);
    },
    mended: /^403 .*ForbiddenByRbac/,
  },
  {
    id: 'principal-not-yet-replicated',
    says: 'a role is assigned to an identity that was made a moment ago, without saying what it is',
    async plant(scene) {
      await scene.identity('fresh');
    },
    async meet(scene) {
      const fresh = principalOf(await scene.make('GET', identityId('fresh')));
      const type = scene.kept['type'];
      return scene.arm('PUT', assignment('fresh'), body(fresh, 'Reader', type ? { principalType: type } : {}));
    },
    met: /^400 .*PrincipalNotFound/,
    look: (scene) => scene.arm('GET', identityId('fresh')),
    shows: /^200 .*"principalId"/,
    repair(scene) {
      scene.kept['type'] = 'ServicePrincipal';
      return Promise.resolve();
    },
    mended: /^201 /,
  },
  {
    id: 'recreated-identity-and-orphaned-assignment',
    says: 'the identity was switched off and on again: it has another principal, and the role belongs to the old one',
    async plant(scene) {
      await scene.site('web', systemAssigned);
      scene.kept['old'] = await principal(scene);
      await allow(scene);
      await scene.make('PATCH', siteId('web'), { identity: { type: 'None' } });
      await scene.make('PATCH', siteId('web'), { identity: systemAssigned });
      await scene.wait(propagation);
    },
    meet: (scene) => readAs(scene),
    met: /^403 .*ForbiddenByRbac/,
    look: (scene) => assignmentsOf(scene, scene.kept['old'] ?? ''),
    shows: /^200 .*4633458b-17de-408a-b874-0445c86b69e6/,
    repair: allow,
    mended: /^200 .*hunter2/,
  },
  {
    id: 'redeployed-assignment-name',
    says: 'an assignment of the same name is deployed for the identity that came after',
    async plant(scene) {
      await scene.identity('first');
      const first = principalOf(await scene.make('GET', identityId('first')));
      await scene.make('PUT', assignment('deployed'), body(first, 'Reader', { principalType: 'ServicePrincipal' }));
      await scene.make('DELETE', identityId('first'));
      await scene.identity('first');
      scene.kept['name'] = 'deployed';
    },
    async meet(scene) {
      const first = principalOf(await scene.make('GET', identityId('first')));
      const wanted = body(first, 'Reader', { principalType: 'ServicePrincipal' });
      return scene.arm('PUT', assignment(scene.kept['name'] ?? ''), wanted);
    },
    met: /RoleAssignmentUpdateNotPermitted/,
    look: (scene) => scene.arm('GET', assignment('deployed')),
    shows: /^200 .*"principalId"/,
    async repair(scene) {
      scene.kept['name'] = principalOf(await scene.make('GET', identityId('first')));
    },
    mended: /^201 /,
  },
  {
    id: 'deployer-cannot-assign-roles',
    says: 'a Contributor deploys an identity with its role, and may not write the role',
    async plant(scene) {
      await scene.grant(idOf('nobody'), 'Contributor', group);
      await scene.wait(propagation);
    },
    meet: (scene) =>
      scene.arm('PUT', assignment('mine'), body(idOf('reader'), 'Reader', { principalType: 'User' }), 'nobody'),
    met: /^403 .*AuthorizationFailed.*Microsoft\.Authorization\/roleAssignments\/write/s,
    look: (scene) => scene.failedActivity(),
    shows: /^200 .*Microsoft\.Authorization\/roleAssignments\/write/,
    async repair(scene) {
      await scene.grant(idOf('nobody'), 'Role Based Access Control Administrator', vaultId);
      await scene.wait(propagation);
    },
    mended: /^201 /,
  },
  {
    id: 'client-id-assigned-as-principal-id',
    says: 'the role was given to the client id: it is accepted, and belongs to nobody',
    async plant(scene) {
      await scene.identity('worker');
      await scene.site('web', userAssigned('worker'));
      const clientId = clientOf(await scene.make('GET', identityId('worker')));
      scene.kept['client'] = clientId;
      const wanted = body(clientId, 'Key Vault Secrets User', { principalType: 'ServicePrincipal' });
      await scene.make('PUT', assignment('by-client-id'), wanted);
      await scene.wait(propagation);
    },
    meet: (scene) => readAs(scene, 'web', { client_id: scene.kept['client'] ?? '' }),
    met: /^403 .*ForbiddenByRbac/,
    look: async (scene) => scene.graph('GET', `/directoryObjects/${scene.kept['client'] ?? ''}`),
    shows: /^404 /,
    async repair(scene) {
      const worker = principalOf(await scene.make('GET', identityId('worker')));
      await scene.grant(worker, 'Key Vault Secrets User', vaultId);
      await scene.wait(propagation);
    },
    mended: /^200 .*hunter2/,
  },
  {
    id: 'deny-assignment-on-an-action',
    says: 'the owner has every role, and a deny assignment stands against one action',
    async plant(scene) {
      scene.kept['deny'] =
        `${group}/providers/Microsoft.Authorization/denyAssignments/${guidFrom('faults', 'deny', 'one')}`;
      await scene.make('PUT', `${scene.kept['deny']}?api-version=2022-04-01`, {
        properties: {
          denyAssignmentName: 'no-restarts',
          permissions: [
            { actions: ['Microsoft.Web/sites/restart/action'], notActions: [], dataActions: [], notDataActions: [] },
          ],
          principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
          excludePrincipals: [{ id: idOf('nobody'), type: 'User' }],
        },
      });
      await scene.wait(propagation);
    },
    meet: (scene) => scene.arm('POST', `${siteId('app-system')}/restart`),
    met: /^403 .*DenyAssignmentAuthorizationFailed.*no-restarts/s,
    look: (scene) =>
      scene.arm('GET', `${group}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`),
    shows: /^200 .*no-restarts/,
    async repair(scene) {
      await scene.make('DELETE', `${scene.kept['deny'] ?? ''}?api-version=2022-04-01`);
      await scene.wait(propagation);
    },
    mended: /^20\d /,
  },
];
