import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantClient } from '#tenant/client.ts';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, tenantIdFor, type TenantSeed } from '#tenant/seed.ts';
import type { ShellAccount, ShellHost } from '../host.ts';
import { runScript } from './headless.ts';
import { ShellSession } from './session.ts';

const script = readFileSync('labs/first-identity/start.azcli', 'utf8');
const ada = 'ada@fabrikamshop.onmicrosoft.com';

const seed: TenantSeed = {
  seed: 'shell-test',
  startsAt: '2026-11-23T08:30:00Z',
  tenant: { displayName: 'Fabrikam Shop', domain: 'fabrikamshop.onmicrosoft.com' },
  subscription: { displayName: 'Shop production' },
  users: [{ userPrincipalName: ada, displayName: 'Ada Lind', signIn: true }],
};

const challenge = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer authorization="https://login.example/t", resource="https://vault.azure.net"' },
  body: '',
};

const hostOf = (client: TenantClient, account: ShellAccount): ShellHost => ({
  ...client,
  account: () => Promise.resolve(account),
});

/** A tenant in which the script of a lab has been run by the hand that sets it up. */
async function startedTenant() {
  const edge = await createEdge(seed);
  const setup: ShellAccount = {
    tenantId: tenantIdFor(seed),
    userPrincipalName: 'setup',
    refreshToken: 'setup',
    subscriptions: [{ subscriptionId: subscriptionIdFor(seed), displayName: seed.subscription.displayName }],
  };
  const token = JSON.stringify({
    token_type: 'Bearer',
    expires_in: 86_400,
    access_token: 'setup',
    refresh_token: 'setup',
  });
  const inner = setupClient(edge.tenant);
  const send: ShellHost['send'] = ({ headers = {}, ...request }) => {
    if (request.url.startsWith('https://login.')) return Promise.resolve({ status: 200, headers: {}, body: token });
    const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    // The hand that sets up needs no token; az asks a vault for one all the same.
    if (request.url.includes('.vault.azure.net/') && !given.has('authorization')) return Promise.resolve(challenge);
    const type = given.get('content-type');
    return inner.send({ ...request, headers: type === undefined ? {} : { 'content-type': type } });
  };
  const result = await runScript(script, { ...hostOf(inner, setup), send, peek: send });
  return { edge, result };
}

describe('the shell on a real tenant', () => {
  let session: ShellSession;
  let shown = '';
  const run = async (line: string): Promise<string> => {
    shown = '';
    await session.run(line);
    return shown;
  };

  beforeAll(async () => {
    const { edge, result } = await startedTenant();
    expect([result.exitCode, result.stderr]).toEqual([0, expect.not.stringContaining('ERROR')]);
    const client = clientOf(edge);
    const account = await client.signIn(ada);
    if ('refused' in account) throw new Error(account.refused);
    session = new ShellSession(hostOf(client, account), { write: (_, text) => void (shown += text) });
    await session.start();
  });

  it('sees what the script of the lab has made', async () => {
    expect(await run('az group list --query "sort([].name)" -o tsv')).toBe('rg-payroll\nrg-shop\n');
    expect(await run('az webapp show -g rg-shop -n app-web --query state')).toBe('"Running"\n');
  });

  it('hands what az prints to variables, jq and loops', async () => {
    await run('vault=$(az keyvault show -n kv-shop-7c41 --query id -o tsv)');
    expect(await run('echo "${vault##*/}"; az group list | jq -r ".[0].location"')).toBe('kv-shop-7c41\nwesteurope\n');
    expect(await run('for g in $(az group list --query "[].name" -o tsv); do az group exists -n $g; done')).toBe(
      'true\ntrue\n',
    );
  });

  it('waits for a role assignment to take effect, and says what is refused', async () => {
    const read = 'az keyvault secret show --vault-name kv-shop-7c41 -n db-password --query value -o tsv';
    expect(await run(`${read} || echo refused $?`)).toMatch(/^ERROR: \(Forbidden\)[^]*refused 1\n$/);
    await run('me=$(az ad signed-in-user show --query id -o tsv)');
    await run(
      'az role assignment create --assignee-object-id $me --assignee-principal-type User --role "Key Vault Secrets User" --scope $vault',
    );
    expect(await run(`sleep 1200; ${read}`)).toBe('simulated-Pa55-for-orders\n');
  });

  it("tells of hosts that are not there in curl's words", async () => {
    expect(await run('curl https://nobody-here.azurewebsites.net/; echo $?')).toBe(
      'curl: (6) Could not resolve host: nobody-here.azurewebsites.net\n6\n',
    );
  });
});
