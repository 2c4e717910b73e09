import { WebSiteManagementClient } from '@azure/arm-appservice';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from './arm-appservice-operations.ts';
import { tryArmOperations } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { all, credentialOf, httpClientOver, lastWords, refusalOf, type Exchange } from './transport.ts';
import { openWeb, reference } from './web-world.ts';
import { roleId, siteId, subscriptionId, vaultId, type Person, type World } from './world.ts';

type Client = WebSiteManagementClient;

let world: World;
let putBack: () => void;
const seen: Exchange[] = [];
const clientWith = (credential: TokenCredential): Client =>
  new WebSiteManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send, seen) });
const clientOf = (person: Person): Client => clientWith(credentialOf(world, person));

beforeAll(async () => {
  world = await openWeb();
  putBack = clientsWaitOn(world);
});
afterAll(() => putBack());

/** A request as the owner, for what the client has no method for. */
const asOwner = async (method: string, url: string, body?: object, resource?: string) => {
  const request = { method, url, ...(body && { body: JSON.stringify(body) }) };
  return world.as('owner', request, resource);
};

describe('what the client gets', () => {
  it('a reference as it stands: refused at first, resolved once the identity may read', async () => {
    const { webApps } = clientOf('owner');
    const before = await webApps.getAppSettingKeyVaultReference('rg1', 'app-slots', 'DB');
    expect(before).toMatchObject({
      reference,
      status: 'AccessToKeyVaultDenied',
      vaultName: 'kv1',
      secretName: 'db',
      identityType: { type: 'SystemAssigned' },
      source: 'KeyVault',
    });
    const [staging] = await all(webApps.listAppSettingsKeyVaultReferencesSlot('rg1', 'app-slots', 'staging'));
    expect(staging?.status).toBe('MSINotEnabled');
    const { identity } = await webApps.get('rg1', 'app-slots');
    const properties = {
      roleDefinitionId: roleId('secretsUser'),
      principalId: identity?.principalId,
      principalType: 'ServicePrincipal',
    };
    const assignment = `${vaultId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000aa`;
    const arm = 'https://management.azure.com';
    await asOwner('PUT', `${arm}${assignment}?api-version=2022-04-01`, { properties });
    await world.client.wait(15 * 60_000);
    const refresh = `${arm}${siteId('app-slots')}/config/configreferences/appsettings/refresh?api-version=2023-12-01`;
    expect((await asOwner('POST', refresh)).status).toBe(200);
    const after = await webApps.getAppSettingKeyVaultReference('rg1', 'app-slots', 'DB');
    expect([after.status, after.activeVersion]).toEqual(['Resolved', expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect((await world.enter('app-slots')).env['DB']).toBe('held');
  });

  it('an app and its slot, each with its own identity; a swap moves none', async () => {
    const { webApps } = clientOf('owner');
    const slot = { location: 'westeurope', identity: { type: 'SystemAssigned' as const } };
    const made = await webApps.createOrUpdateSlot('rg1', 'app-slots', 'other', slot);
    expect(made).toMatchObject({
      name: 'app-slots/other',
      type: 'Microsoft.Web/sites/slots',
      defaultHostName: 'app-slots-other.azurewebsites.net',
    });
    const app = await webApps.get('rg1', 'app-slots');
    expect(made.identity?.principalId).not.toBe(app.identity?.principalId);
    const sp = `https://graph.microsoft.com/v1.0/servicePrincipals/${String(made.identity?.principalId)}`;
    const shown = await asOwner('GET', sp, undefined, 'https://graph.microsoft.com');
    expect(JSON.parse(shown.body)).toMatchObject({ displayName: 'app-slots/slots/other' });
    await webApps.swapSlotWithProduction('rg1', 'app-slots', { targetSlot: 'other', preserveVnet: true });
    const [a, b] = [await webApps.get('rg1', 'app-slots'), await webApps.getSlot('rg1', 'app-slots', 'other')];
    expect([a.identity?.principalId, b.identity?.principalId]).toEqual([
      app.identity?.principalId,
      made.identity?.principalId,
    ]);
    await webApps.swapSlot('rg1', 'app-slots', 'other', { targetSlot: 'production', preserveVnet: true });
    await webApps.deleteSlot('rg1', 'app-slots', 'other');
  });

  it('functions and keys, with which they are called', async () => {
    const { webApps } = clientOf('owner');
    const [work] = await all(webApps.listFunctions('rg1', 'app-func'));
    expect(work).toMatchObject({
      name: 'app-func/Work',
      href: 'https://app-func.azurewebsites.net/admin/functions/Work',
    });
    const { masterKey, functionKeys } = await webApps.listHostKeys('rg1', 'app-func');
    expect(await webApps.listFunctionKeys('rg1', 'app-func', 'Work')).toMatchObject({});
    const call = async (key?: string) => {
      const headers = { ...(key && { 'x-functions-key': key }) };
      return (await world.client.send({ method: 'GET', url: 'https://app-func.azurewebsites.net/api/work', headers }))
        .status;
    };
    expect([await call(), await call(functionKeys?.['default']), await call(masterKey)]).toEqual([401, 200, 200]);
  });

  // What the client makes of a refusal of this one is a TypeError of its own: it looks for a body that it took as a stream.
  it('a publishing profile with its secret', async () => {
    await clientOf('owner').webApps.listPublishingProfileXmlWithSecrets('rg1', 'app-slots', {});
    const profile = seen.at(-1)?.answer ?? '';
    const { publishingPassword } = await clientOf('owner').webApps.listPublishingCredentials('rg1', 'app-slots');
    expect(profile).toContain(`userPWD="${publishingPassword}"`);
  });

  it('no slot on a plan that allows none', async () => {
    const refused = await refusalOf(async () =>
      clientOf('owner').webApps.createOrUpdateSlot('rg1', 'app-system', 'staging', { location: 'westeurope' }),
    );
    expect(refused).toMatchObject({ statusCode: 409, code: 'Conflict' });
    expect(lastWords(seen).message).toBe(
      "Cannot complete the operation because the site will exceed the number of slots allowed for the 'Basic' SKU.",
    );
  });
});

describe('WebSiteManagementClient, unchanged', () =>
  tryArmOperations({
    title: '@azure/arm-appservice WebSiteManagementClient',
    world: () => world,
    client: clientWith,
    operations,
    says: { seen, action: 'Microsoft.Web/' },
  }));
