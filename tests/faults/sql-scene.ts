import { group, idOf, siteId, tenantId } from '../conformance/world.ts';
import type { Seen } from './fault.ts';
import type { Scene } from './scene.ts';

const audience = 'https://database.windows.net/';
export const serverId = `${group}/providers/Microsoft.Sql/servers/faultsql`;
const batch = 'https://faultsql.database.windows.net/databases/shop/batch';

/** A server that anyone may reach, administered by the owner, with a table of orders. */
export async function furnishSql(scene: Scene): Promise<void> {
  const administrators = {
    administratorType: 'ActiveDirectory',
    principalType: 'User',
    login: 'owner@contoso.onmicrosoft.com',
    sid: idOf('owner'),
    tenantId,
    azureADOnlyAuthentication: true,
  };
  await scene.resource('Microsoft.Sql/servers', 'faultsql', { properties: { administrators } });
  await scene.wait(5 * 60_000);
  await scene.make('PUT', `${serverId}/databases/shop`, { location: 'westeurope', sku: { name: 'Basic' } });
  const everybody = { startIpAddress: '0.0.0.0', endIpAddress: '255.255.255.255' };
  await scene.make('PUT', `${serverId}/firewallRules/all`, { properties: everybody });
  await scene.wait(5 * 60_000);
  await asOwner(scene, "CREATE TABLE orders (id int, item nvarchar(20)); INSERT INTO orders VALUES (1, 'tea')");
}

/** A batch as the administrator; throws when the database refuses it. */
export async function asOwner(scene: Scene, sql: string): Promise<Seen> {
  const token = await scene.world.tokenOf('owner', `${audience}/.default`);
  const seen = await scene.send('POST', batch, token, { sql });
  if (seen.status !== 200) throw new Error(`${sql}: ${seen.status} ${seen.text}`);
  return seen;
}

/** A batch as code on a web app, by the app's identity. */
export async function asSite(scene: Scene, name: string, sql: string): Promise<Seen> {
  const host = await scene.onSite(name);
  return host.send('POST', batch, await host.token(audience), { sql });
}

/** The sixteen bytes under which the database keeps the identity that a web app has now. */
export async function clientIdOfSite(scene: Scene, name: string): Promise<string> {
  const at = `${siteId(name)}/providers/Microsoft.ManagedIdentity/identities/default?api-version=2023-01-31`;
  return ((await scene.make('GET', at))['properties'] as { clientId: string }).clientId;
}
