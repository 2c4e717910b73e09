import { beforeAll, expect, it } from 'vitest';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, userIdFor, type TenantSeed } from '#tenant/seed.ts';
import { completeText } from '../complete.ts';
import { ShellSession } from '../session.ts';

const seed: TenantSeed = {
  seed: 'names',
  startsAt: '2026-11-23T08:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.com' },
  subscription: { displayName: 'Contoso Production' },
  users: [
    { userPrincipalName: 'ada@contoso.com', displayName: 'Ada', signIn: true, directoryRole: 'Global Administrator' },
    { userPrincipalName: 'noor@contoso.com', displayName: 'Noor', signIn: true },
  ],
};
const subscription = `/subscriptions/${subscriptionIdFor(seed)}`;
const shop = `${subscription}/resourceGroups/rg-shop`;
const vault = {
  location: 'westeurope',
  properties: { tenantId: '', sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true },
};
const furniture: [path: string, version: string, body: object][] = [
  [shop, '2022-09-01', { location: 'westeurope' }],
  [`${subscription}/resourceGroups/rg-payroll`, '2022-09-01', { location: 'westeurope' }],
  [`${shop}/providers/Microsoft.KeyVault/vaults/kv-shop`, '2023-07-01', vault],
  [
    `${shop}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`,
    '2023-01-31',
    { location: 'westeurope' },
  ],
  [`${shop}/providers/Microsoft.Web/serverfarms/plan1`, '2023-12-01', { location: 'westeurope', sku: { name: 'S1' } }],
  [
    `${shop}/providers/Microsoft.Web/sites/app-web`,
    '2023-12-01',
    { location: 'westeurope', properties: { serverFarmId: `${shop}/providers/Microsoft.Web/serverfarms/plan1` } },
  ],
  [`${shop}/providers/Microsoft.Web/sites/app-web/slots/staging`, '2023-12-01', { location: 'westeurope' }],
];

let session: ShellSession;
let entries: () => number;

beforeAll(async () => {
  const edge = await createEdge(seed);
  const setup = setupClient(edge.tenant);
  const put = async (path: string, version: string, body: object) => {
    const answer = await setup.send({
      method: 'PUT',
      url: `https://management.azure.com${path}?api-version=${version}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body).replace(
        '"tenantId":""',
        `"tenantId":"${edge.tenant.tables.all<{ tenantId: string }>('tenants')[0]?.tenantId}"`,
      ),
    });
    expect([path, answer.status < 300 ? '' : answer.body]).toEqual([path, '']);
  };
  for (const [path, version, body] of furniture) await put(path, version, body);
  const role = `${subscription}/providers/Microsoft.Authorization`;
  for (const [who, id] of [['ada', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635']])
    await put(`${role}/roleAssignments/0b5d6c3e-0000-4000-8000-00000000000${who?.length}`, '2022-04-01', {
      properties: {
        principalType: 'User',
        principalId: userIdFor(seed, `${who}@contoso.com`),
        roleDefinitionId: `${role}/roleDefinitions/${id}`,
      },
    });
  await setup.wait(900_000);
  const client = clientOf(edge);
  const account = await client.signIn('ada@contoso.com');
  if ('refused' in account) throw new Error(account.refused);
  entries = () => edge.tenant.entries.length;
  session = new ShellSession({ ...client, account: () => Promise.resolve(account) }, { write: () => undefined });
  await session.start();
});

const offered = async (text: string): Promise<string[]> => {
  const at = text.indexOf('|');
  const [whole, cursor] = at < 0 ? [text, text.length] : [text.replace('|', ''), at];
  return (await completeText(whole, cursor, session)).candidates;
};

it.each([
  ['a group', 'az group show -n ', ['rg-payroll ', 'rg-shop ']],
  ['a group by its first letters, in any case', 'az webapp list -g RG-S', ['rg-shop ']],
  ['a group in the middle of a line', 'az webapp list -g rg-p| -o table', ['rg-payroll ']],
  ['a group inside a substitution', 'x=$(az keyvault list -g rg-s', ['rg-shop ']],
  ['a group behind the equals sign', 'az webapp list --resource-group=rg-s', ['--resource-group=rg-shop ']],
  ['a vault', 'az keyvault secret list --vault-name ', ['kv-shop ']],
  ['a resource of the command’s own type', 'az webapp show -g rg-shop -n ', ['app-web ']],
  ['none of another group', 'az webapp show -g rg-payroll -n ', []],
  ['an identity', 'az identity show -g rg-shop --name i', ['id-shop ']],
  ['no name for what is to be made', 'az keyvault create -g rg-shop -n ', []],
  ['a slot', 'az webapp show -g rg-shop -n app-web --slot ', ['staging ']],
  ['a person', 'az role assignment create --assignee n', ['noor@contoso.com ']],
  [
    'a role, as one word',
    'az role assignment create --role Key\\ Vault\\ Secrets\\ U',
    ['Key\\ Vault\\ Secrets\\ User '],
  ],
  ['a role in quotes', 'az role assignment create --role "Key Vault Secrets U', ['"Key Vault Secrets User" ']],
  ['a location', 'az group create -n x -l westeu', ['westeurope ']],
  ['a subscription', 'az account set -s Contoso', ['Contoso\\ Production ']],
  [
    'the second of many',
    'az webapp identity assign -g rg-shop -n app-web --identities [system] /subs',
    [
      `${shop.replace('resourceGroups', 'resourcegroups')}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop `,
    ],
  ],
  [
    'a scope',
    `az role assignment list --scope ${shop}/providers/Microsoft.KeyVault`,
    [`${shop}/providers/Microsoft.KeyVault/vaults/kv-shop `],
  ],
  ['ids of the command’s type', 'az webapp show --ids ', [`${shop}/providers/Microsoft.Web/sites/app-web `]],
])('offers %s, and leaves no trace', async (_, text, candidates) => {
  const before = entries();
  expect(await offered(text)).toEqual(candidates);
  expect(entries()).toBe(before);
});

it('offers what the present account may see', async () => {
  await session.run('az login -u noor@contoso.com --allow-no-subscriptions');
  expect(await offered('az group show -n ')).toEqual([]);
  await session.run('az login -u ada@contoso.com');
  expect(await offered('az group show -n rg-p')).toEqual(['rg-payroll ']);
});

it('offers variables and arrays', async () => {
  await session.run('group=rg-shop; groups=(a b)');
  expect(await offered('echo $grou')).toEqual(['$group ', '$groups ']);
  expect(await offered('echo "${group')).toEqual(['"${group}', '"${groups}']);
  expect(await offered("echo '$grou")).toEqual([]);
});
