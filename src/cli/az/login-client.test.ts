import { beforeEach, describe, expect, it } from 'vitest';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, tenantIdFor, type TenantSeed } from '#tenant/seed.ts';
import { runAz } from './run.ts';
import { AzSession } from './session.ts';

const SEED: TenantSeed = {
  seed: 'az-as-an-application',
  startsAt: '2026-11-23T08:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.com' },
  subscription: { displayName: 'Contoso Production' },
  users: [{ userPrincipalName: 'ada@contoso.com', displayName: 'Ada', signIn: true }],
};
const SUBSCRIPTION = `/subscriptions/${subscriptionIdFor(SEED)}`;
const TENANT = tenantIdFor(SEED);
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const HOUR = 3_600_000;

/** An application that may read the subscription, with a secret that ends after a day, and one that may do nothing. */
async function opened() {
  const edge = await createEdge(SEED);
  const setup = setupClient(edge.tenant);
  const make = async (url: string, body: object, method = 'POST'): Promise<Record<string, string>> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await setup.send({ method, url, headers, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${url}: ${answer.body}`);
    return JSON.parse(answer.body) as Record<string, string>;
  };
  const graph = 'https://graph.microsoft.com/v1.0';
  const application = async (displayName: string) => {
    const { id = '', appId = '' } = await make(`${graph}/applications`, { displayName });
    const principal = await make(`${graph}/servicePrincipals`, { appId });
    const end = new Date((await setup.now()) + 24 * HOUR).toISOString();
    const password = await make(`${graph}/servicePrincipals/${principal['id']}/addPassword`, {
      passwordCredential: { endDateTime: end },
    });
    return { id, appId, principalId: principal['id'] ?? '', secret: password['secretText'] ?? '' };
  };
  const [reader, stranger] = [await application('reader'), await application('stranger')];
  const ada = JSON.parse((await setup.send({ method: 'GET', url: `${graph}/users/ada@contoso.com` })).body) as {
    id: string;
  };
  for (const [name, principalId, principalType] of [
    ['0b5d6c3e-0000-4000-8000-000000000001', reader.principalId, 'ServicePrincipal'],
    ['0b5d6c3e-0000-4000-8000-000000000002', ada.id, 'User'],
  ] as const)
    await make(
      `https://management.azure.com${SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
      {
        properties: {
          principalType,
          principalId,
          roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
        },
      },
      'PUT',
    );
  await setup.wait(900_000);
  const client = clientOf(edge);
  const account = await client.signIn('ada@contoso.com');
  if ('refused' in account) throw new Error(account.refused);
  const asked: URLSearchParams[] = [];
  const host = {
    ...client,
    send: (request: Parameters<typeof client.send>[0]) => {
      if (request.url.endsWith('/oauth2/v2.0/token')) asked.push(new URLSearchParams(request.body));
      return client.send(request);
    },
    account: () => Promise.resolve(account),
    signIn: (user: string) => client.signIn(user),
  };
  const session = new AzSession(host);
  const files = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  const az = async (line: string) => {
    const { stdout, stderr, exitCode } = await runAz(line.split(' '), { host, session, files });
    return {
      stdout: stdout.trim(),
      stderr: stderr.replace(/^WARNING: Cloud Shell is automatically .*\n/, ''),
      exitCode,
    };
  };
  const login = (appId: string, more: string) => az(`login --service-principal -u ${appId} --tenant ${TENANT} ${more}`);
  return { az, login, asked, reader, stranger, wait: (ms: number) => client.wait(ms) };
}

let o: Awaited<ReturnType<typeof opened>>;
beforeEach(async () => {
  o = await opened();
});

describe('az login --service-principal', () => {
  it('speaks as the application from then on, until a person signs in again', async () => {
    const { az, login, reader, asked } = o;
    expect(await login(reader.appId, `-p ${reader.secret} --query [].user.name -o tsv`)).toEqual({
      stdout: reader.appId,
      stderr: '',
      exitCode: 0,
    });
    expect(JSON.parse((await az('account show --query user')).stdout)).toEqual({
      name: reader.appId,
      type: 'servicePrincipal',
    });
    expect((await az('group list')).exitCode).toBe(0);
    expect((await az('group create -n rg -l eastus')).stderr).toContain(`with object id '${reader.principalId}'`);
    expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({
      client_id: reader.appId,
      grant_type: 'client_credentials',
      client_secret: reader.secret,
      scope: 'https://management.core.windows.net//.default',
    });
    expect((await az('login -u ada@contoso.com')).exitCode).toBe(0);
    expect((await az('account show --query user.[name,type] -o tsv')).stdout).toBe('ada@contoso.com\nuser');
  });

  it('asks for a token again when the one it has expires, which an expired secret ends', async () => {
    const { az, login, reader, asked, wait } = o;
    await login(reader.appId, `-p ${reader.secret}`);
    await az('group list');
    expect(asked).toHaveLength(1);
    await wait(2 * HOUR);
    expect((await az('group list')).exitCode).toBe(0);
    expect(asked).toHaveLength(2);
    await wait(24 * HOUR);
    const refused = await az('group list');
    expect(refused.stderr).toMatch(
      /^ERROR: AADSTS7000222: [^\n]*\nInteractive authentication is needed\. Please run:\naz login\n$/,
    );
    expect(refused.exitCode).toBe(1);
    expect((await login(reader.appId, `-p ${reader.secret}`)).stderr).toContain('AADSTS7000222');
  });

  it.each<[string, (names: typeof o) => Promise<{ stderr: string; exitCode: number }>, RegExp]>([
    [
      'a wrong secret',
      ({ login, reader }) => login(reader.appId, '-p wrong'),
      /^ERROR: AADSTS7000215: .*\nThe error may be caused by passing a service principal certificate with --password\./,
    ],
    [
      'an unknown application',
      ({ login }) => login('11111111-2222-3333-4444-555555555555', '-p x'),
      /^ERROR: AADSTS700016: /,
    ],
    [
      'an application without any role',
      ({ login, stranger }) => login(stranger.appId, `-p ${stranger.secret}`),
      /^ERROR: No subscriptions found for [0-9a-f-]{36}\.\n$/,
    ],
    [
      'a token of nobody',
      ({ login, reader }) => login(reader.appId, '--federated-token a.b.c'),
      /^ERROR: AADSTS50027: /,
    ],
    [
      'no credential',
      ({ login, reader }) => login(reader.appId, '--allow-no-subscriptions'),
      /^ERROR: Please specify both username and password in non-interactive mode\.\n$/,
    ],
  ])('leaves the person signed in after %s', async (_what, attempt, words) => {
    const refused = await attempt(o);
    expect(refused.stderr).toMatch(words);
    expect(refused.exitCode).toBe(1);
    expect((await o.az('account show --query user.name -o tsv')).stdout).toBe('ada@contoso.com');
  });

  it('says which file of --certificate there is not', async () => {
    const { stderr } = await o.login(o.reader.appId, '--certificate nowhere.pem');
    expect(stderr).toBe("ERROR: [Errno 2] No such file or directory: 'nowhere.pem'\n");
  });

  it('goes on with the tenant alone where that is asked for', async () => {
    const { az, login, stranger } = o;
    await login(stranger.appId, `-p ${stranger.secret} --allow-no-subscriptions`);
    expect((await az('account show --query [id,name] -o tsv')).stdout).toBe(`${TENANT}\nN/A(tenant level account)`);
  });

  it('ends with az logout and az account clear', async () => {
    const { az, login, reader } = o;
    for (const end of ['logout', 'account clear']) {
      await login(reader.appId, `-p ${reader.secret}`);
      await az(end);
      expect((await az('account show')).stderr).toBe("ERROR: Please run 'az login' to setup account.\n");
      expect((await az('account list')).stdout).toBe('[]');
    }
  });
});
