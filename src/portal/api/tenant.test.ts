import { beforeEach, describe, expect, it } from 'vitest';
import type { LabSession } from '#lab/session.ts';
import { bladeOf } from '../blades.ts';
import { withSystem } from '../panels/app-service/identity-block.ts';
import { eventFilter, listed, operationWords, type ActivityEvent } from '../panels/activity-log/events.ts';
import { Api } from './api.ts';
import { at, listOf, resources, subscriptions, versions, type Resource } from './arm.ts';
import { principals, principalsById } from './graph.ts';
import { assignmentsAt, assignRole, newGuid, removeAssignment, roleDefinitions, type RoleAssignment } from './iam.ts';
import { pendingUntil } from './pending.ts';
import { app, openShop, scope, vault } from './shop.ts';
import { listSecrets } from './vault.ts';

const uri = 'https://kv-shop.vault.azure.net/';
const site = bladeOf('Microsoft.Web/sites').apiVersion;

describe('the portal and the tenant', () => {
  let session: LabSession;
  const as = async (user: string): Promise<Api> => {
    await session.signIn(`${user}@shop.example`);
    const { account } = await session.state();
    if (!account) throw new Error(`${user} cannot sign in`);
    return new Api(session, account);
  };
  const enable = (api: Api) =>
    api.deed<Resource>('arm', {
      method: 'PATCH',
      path: at(app, site),
      body: { identity: withSystem(undefined, true) },
    });
  const roleNamed = async (api: Api, name: string) => {
    const roles = await roleDefinitions(api, vault);
    const found = roles.ok && roles.value.find(({ properties }) => properties.roleName === name);
    if (!found) throw new Error(`no role ${name}`);
    return found;
  };
  beforeEach(async () => {
    session = await openShop();
  });

  it('shows every resource by a blade that reads it', async () => {
    const ada = await as('ada');
    const found = await resources(ada, scope.slice('/subscriptions/'.length));
    expect(found.ok && found.value.map(({ name }) => name).sort()).toEqual(['app-web', 'kv-shop', 'plan-shop']);
    for (const { id, type } of found.ok ? found.value : []) {
      expect(await ada.look('arm', at(id, bladeOf(type).apiVersion))).toMatchObject({ ok: true });
    }
  });

  it('looks without leaving an entry', async () => {
    const ada = await as('ada');
    await subscriptions(ada);
    const { length } = await session.state();
    await subscriptions(ada);
    await ada.look('arm', at(`${app}/config/appsettings/list`, site), 'POST');
    expect((await session.state()).length).toBe(length);
  });

  it('shows nothing to who has no role, and refuses with the action that is lacking', async () => {
    const noor = await as('noor');
    expect(await subscriptions(noor)).toMatchObject({ ok: true, value: [] });
    const refused = await enable(noor);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'AuthorizationFailed', seq: refused.trail?.seq } });
    expect(refused.trail?.needed).toMatchObject([{ action: 'Microsoft.Web/sites/write', allowed: false }]);
  });

  it('says what a change needed and what gave it', async () => {
    const enabled = await enable(await as('ada'));
    expect(enabled.trail?.needed).toEqual([
      { action: 'Microsoft.Web/sites/write', scope: app, allowed: true, by: 'Owner at the subscription' },
    ]);
    expect(await session.flow(enabled.trail?.seq ?? -1)).toMatchObject({ request: { method: 'PATCH' } });
  });

  it('knows an identity once it is switched on, and by its id', async () => {
    const ada = await as('ada');
    const enabled = await enable(ada);
    const id = (enabled.ok && enabled.value.identity?.principalId) || '';
    const everyone = await principals(ada);
    const identity = everyone.ok && everyone.value.find((one) => one.managedIdentity);
    expect(identity).toMatchObject({
      id,
      displayName: 'app-web',
      resourceId: expect.stringMatching(/sites\/app-web$/i),
    });
    const known = await principalsById(ada, [id, newGuid()]);
    expect(known.ok && [...known.value.keys()]).toEqual([id]);
  });

  it('assigns a role, says until when it is pending, and removes it', async () => {
    const ada = await as('ada');
    const role = await roleNamed(ada, 'Key Vault Secrets Officer');
    const member = { id: ada.account.objectId, type: 'User' as const };
    expect(await listSecrets(ada, uri)).toMatchObject({ ok: false, problem: { inner: 'ForbiddenByRbac' } });
    const made = await ada.deed<RoleAssignment>('arm', assignRole(vault, newGuid(), role, member));
    if (!made.ok) throw new Error(made.problem.message);
    const until = await pendingUntil(session, made.value, role, await session.now());
    expect(until).toBeGreaterThan(await session.now());
    await session.wait((until ?? 0) - (await session.now()));
    expect(await pendingUntil(session, made.value, role, await session.now())).toBeUndefined();
    expect(await listSecrets(ada, uri)).toMatchObject({ ok: true, value: [] });
    await ada.deed('arm', removeAssignment(made.value));
    const left = await assignmentsAt(ada, vault);
    expect(left.ok && left.value.map(({ properties }) => properties.scope)).toEqual([scope]);
  });

  it('goes on after an undo, whatever it has taken back', async () => {
    const ada = await as('ada');
    await subscriptions(ada);
    await session.undo();
    expect(await subscriptions(ada)).toMatchObject({ ok: true, value: [{ displayName: 'Shop production' }] });
  });

  it('finds in the activity log what was changed', async () => {
    const ada = await as('ada');
    await enable(ada);
    const path = `${scope}/providers/Microsoft.Insights/eventtypes/management/values`;
    const filter = eventFilter(app, await session.now());
    const events = await listOf<ActivityEvent>(ada, at(path, versions.activity, { $filter: filter }));
    const [newest] = listed(events.ok ? events.value : [], app);
    expect(newest && [operationWords(newest), newest.caller]).toEqual(['Update web app', 'ada@shop.example']);
  });
});
