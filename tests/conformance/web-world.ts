import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { schemaVersion } from '#tenant/action-log/entry.ts';
import { setupClient } from '#tenant/headless.ts';
import { furnished, group, siteId, World } from './world.ts';

export const slotPlanId = `${group}/providers/Microsoft.Web/serverfarms/plan-slots`;
export const reference = '@Microsoft.KeyVault(VaultName=kv1;SecretName=db)';

/** Apps with a slot, references to a secret and functions, in a furnished tenant. */
export async function openWeb(): Promise<World> {
  const { edge, made } = await furnished();
  const setup = setupClient(edge.tenant);
  const write = async (path: string, body: object): Promise<void> => {
    const url = path.startsWith('https:') ? path : `https://management.azure.com${path}?api-version=2023-12-01`;
    const answer = await setup.send({ method: 'PUT', url, body: JSON.stringify(body) });
    if (answer.status === 0 || answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  };
  const location = 'westeurope';
  const properties = { serverFarmId: slotPlanId };
  await write('https://kv1.vault.azure.net/secrets/db?api-version=7.4', { value: 'held' });
  await write(slotPlanId, { location, sku: { name: 'S1' } });
  await write(siteId('app-slots'), { location, identity: { type: 'SystemAssigned' }, properties });
  await write(`${siteId('app-slots')}/slots/staging`, { location, properties });
  for (const site of [siteId('app-slots'), `${siteId('app-slots')}/slots/staging`]) {
    const main = { value: reference, type: 'SQLAzure' };
    await write(`${site}/config/appsettings`, { properties: { DB: reference } });
    await write(`${site}/config/connectionstrings`, { properties: { main } });
  }
  const page = { status: 200, body: 'done' };
  const work = { name: 'work', title: 'Works', function: { name: 'Work', trigger: 'http' }, steps: [] };
  edge.tenant.tables.apply([put('programs', 'work', { ...work, answer: { ok: page, refused: page } })]);
  for (const site of [siteId('app-func'), `${siteId('app-func')}/slots/staging`]) {
    await write(site, { location, kind: 'functionapp', identity: { type: 'SystemAssigned' }, properties });
    edge.tenant.tables.apply([put('deployments', idKey(site), { program: 'work' })]);
  }
  const state = edge.tenant.hash;
  await edge.append({ kind: 'start', schema: schemaVersion, engine: 'test', lab: { id: 'web', hash: '' }, state });
  return new World(edge, made);
}
