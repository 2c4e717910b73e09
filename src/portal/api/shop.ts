import { guidFrom } from '#kernel/ids.ts';
import type { LabModule } from '#lab/define.ts';
import { openSession } from '#lab/session.ts';
import { subscriptionIdFor, tenantIdFor, userIdFor, type TenantSeed } from '#tenant/seed.ts';

const seed: TenantSeed = {
  seed: 'portal',
  startsAt: '2026-11-23T08:30:00Z',
  tenant: { displayName: 'Shop', domain: 'shop.example' },
  subscription: { displayName: 'Shop production' },
  users: [
    { userPrincipalName: 'ada@shop.example', displayName: 'Ada', signIn: true, says: 'Owner' },
    { userPrincipalName: 'noor@shop.example', displayName: 'Noor', signIn: true, says: 'Has no role' },
  ],
  programs: {},
};

export const scope = `/subscriptions/${subscriptionIdFor(seed)}`;
const group = `${scope}/resourceGroups/rg-shop`;
export const app = `${group}/providers/Microsoft.Web/sites/app-web`;
export const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-shop`;
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan-shop`;
const owner = `${scope}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`;
const grant = `${scope}/providers/Microsoft.Authorization/roleAssignments/${guidFrom('portal', 'grant', 'ada')}`;

const put = (path: string, version: string, body: unknown) => ({
  request: {
    method: 'PUT',
    url: `https://management.azure.com${path}?api-version=${version}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  },
});

const location = 'westeurope';
const sku = { family: 'A', name: 'standard' };
const properties = { tenantId: tenantIdFor(seed), sku, enableRbacAuthorization: true, accessPolicies: [] };

const module: LabModule = {
  lab: { id: 'shop', title: 'Shop', account: 'ada@shop.example', undo: 'allowed', seed },
  checks: [],
  start: [
    put(group, '2024-11-01', { location }),
    put(plan, '2023-12-01', { location, sku: { name: 'B1' }, properties: {} }),
    put(app, '2023-12-01', { location, properties: { serverFarmId: plan } }),
    put(vault, '2023-07-01', { location, properties }),
    put(grant, '2022-04-01', {
      properties: { roleDefinitionId: owner, principalId: userIdFor(seed, 'ada@shop.example'), principalType: 'User' },
    }),
    { wait: 900_000 },
  ],
};

/** For tests of the portal's requests against the tenant itself: a web app, a vault, Ada who owns it all, and Noor. */
export async function openShop() {
  const session = await openSession({ module, labHash: '', engine: 'test', wall: () => '' });
  if ('fault' in session) throw new Error(session.fault.message);
  return session;
}
