import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, tenantIdFor, type TenantSeed } from '#tenant/seed.ts';
import type { ShellHost } from '../host.ts';
import { runAz } from './run.ts';
import { AzSession } from './session.ts';

const SEED: TenantSeed = {
  seed: 'az-on-the-tenant',
  startsAt: '2026-11-23T08:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.com' },
  subscription: { displayName: 'Contoso Production' },
  users: [
    { userPrincipalName: 'ada@contoso.com', displayName: 'Ada', signIn: true },
    { userPrincipalName: 'noor@contoso.com', displayName: 'Noor' },
  ],
};

const SUBSCRIPTION = `/subscriptions/${subscriptionIdFor(SEED)}`;
let host: ShellHost;
let session: AzSession;

/** Runs lines of az one after another and returns the last result. Words are parted by blanks; '…' keeps them together. */
async function az(line: string) {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return runAz(words, { host, session, files: { read: async () => undefined, write: async () => {} } });
}

/** The one value that a line prints with `-o tsv`. */
async function value(line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await az(`${line} -o tsv`);
  expect([exitCode, stderr], line).toEqual([0, '']);
  return stdout.trim();
}

beforeAll(async () => {
  const edge = await createEdge(SEED);
  const setup = setupClient(edge.tenant);
  const owner = { properties: { principalType: 'User', principalId: '', roleDefinitionId: '' } };
  const users = await setup.send({ method: 'GET', url: 'https://graph.microsoft.com/v1.0/users/ada@contoso.com' });
  owner.properties.principalId = (JSON.parse(users.body) as { id: string }).id;
  owner.properties.roleDefinitionId = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`;
  const name = '0b5d6c3e-0000-4000-8000-000000000001';
  const granted = await setup.send({
    method: 'PUT',
    url: `https://management.azure.com${SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  });
  expect(granted.status).toBe(201);
  await setup.wait(900_000);
  const client = clientOf(edge);
  const account = await client.signIn('ada@contoso.com');
  if ('refused' in account) throw new Error(account.refused);
  host = { ...client, account: async () => account, signIn: (user) => client.signIn(user) };
  session = new AzSession(host);
});

describe('az on the tenant', () => {
  it('knows the account and its subscription', async () => {
    expect(await value("account show --query '[tenantId, user.name]'")).toBe(`${tenantIdFor(SEED)}\nada@contoso.com`);
    expect(await value('account list --query [].name')).toBe('Contoso Production');
  });

  it('gives a web app an identity that can read a secret, once the grant has taken effect', async () => {
    await az('group create -n rg -l westeurope');
    await az('appservice plan create -g rg -n plan --sku B1');
    await az('webapp create -g rg -p plan -n app-az-test');
    await az('keyvault create -g rg -n kv-az-test -l westeurope');
    const principal = await value('webapp identity assign -g rg -n app-az-test --query principalId');
    const vault = await value('keyvault show -n kv-az-test --query id');
    const role = `role assignment create --assignee ${principal} --role 'Key Vault Secrets User' --scope ${vault}`;
    expect(await value(`${role} --query principalType`)).toBe('ServicePrincipal');
    expect(await value(`${role} --query roleDefinitionName`)).toBe('Key Vault Secrets User');
    const { stdout } = await az(
      `role assignment list --scope ${vault} --query '[].[principalName, roleDefinitionName]' -o tsv`,
    );
    expect(stdout).toMatch(/^[0-9a-f-]{36}\tKey Vault Secrets User\n$/);
  });

  it('is refused a secret by the vault until a data role has taken effect', async () => {
    const set = 'keyvault secret set --vault-name kv-az-test -n db --value hunter2';
    const refused = await az(set);
    expect([refused.exitCode, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain("Action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action'");
    expect(refused.stderr).toMatch(/Inner error: \{\n {4}"code": "ForbiddenByRbac"\n\}\n$/);
    const vault = await value('keyvault show -n kv-az-test --query id');
    await az(`role assignment create --assignee ada@contoso.com --role 'Key Vault Secrets Officer' --scope ${vault}`);
    await host.wait(900_000);
    expect(await value(`${set} --query name`)).toBe('db');
    expect(await value('keyvault secret show --vault-name kv-az-test -n db --query value')).toBe('hunter2');
    expect((await az('keyvault secret show --vault-name kv-az-test -n nope')).exitCode).toBe(3);
  });

  it('changes app settings and hides their values', async () => {
    await az('webapp config appsettings set -g rg -n app-az-test --settings A=1 B=2');
    expect(await value('webapp config appsettings delete -g rg -n app-az-test --setting-names A')).toBe(
      'WEBSITE_NODE_DEFAULT_VERSION\tFalse\tNone\nB\tFalse\tNone',
    );
    expect(await value("webapp config appsettings list -g rg -n app-az-test --query '[-1:].[name, value]'")).toBe(
      'B\t2',
    );
  });

  it('makes, lists, changes and deletes a custom role', async () => {
    const role = (actions: string) =>
      `{"Name":"Lister","Description":"d","Actions":[${actions}],"AssignableScopes":["${SUBSCRIPTION}"]}`;
    const made = await az(`role definition create --role-definition '${role('"Microsoft.KeyVault/vaults/read"')}'`);
    expect(made.exitCode).toBe(0);
    expect(await value('role definition list --custom-role-only --query [].roleName')).toBe('Lister');
    const changed = await az(
      `role definition update --role-definition '${role('"Microsoft.Web/sites/read"')}' --query permissions[0].actions -o tsv`,
    );
    expect(changed.stdout).toBe('Microsoft.Web/sites/read\n');
    await az('role definition delete -n Lister');
    expect(await value('role definition list --custom-role-only --query length(@)')).toBe('0');
  });

  it('keeps groups and their members', async () => {
    const noor = await value('ad user show --id noor@contoso.com --query id');
    expect(await value('ad group create --display-name readers --mail-nickname readers --query displayName')).toBe(
      'readers',
    );
    expect((await az(`ad group member add -g readers --member-id ${noor}`)).exitCode).toBe(0);
    expect(await value(`ad group member check -g readers --member-id ${noor} --query value`)).toBe('true');
    expect(await value('ad group member list -g readers --query [].displayName')).toBe('Noor');
    expect((await az(`ad group member remove -g readers --member-id ${noor}`)).exitCode).toBe(0);
    expect(await value('ad group member list -g readers --query length(@)')).toBe('0');
  });

  it('finds what it did in the activity log', async () => {
    const { stdout } = await az("monitor activity-log list -g rg --query '[].operationName.value' -o tsv");
    expect(stdout).toContain('Microsoft.KeyVault/vaults/write');
  });

  it('waits for a group to be gone, and then finds nothing', async () => {
    await az('group create -n rg-gone -l westeurope');
    expect((await az('group delete -n rg-gone --yes')).exitCode).toBe(0);
    expect(await value('group exists -n rg-gone')).toBe('false');
    expect((await az('group show -n rg-gone')).exitCode).toBe(3);
    expect((await az('group delete -n rg-gone --yes')).exitCode).toBe(3);
  });

  it('says when the tenant does not simulate an operation', async () => {
    const { stderr, exitCode } = await az(
      `rest -m post -u ${SUBSCRIPTION}/providers/Microsoft.Nothing/at/all?api-version=2024-01-01`,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^ERROR: (Not Implemented|Not Found)\(/);
  });
});
