import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, createEdge, setupClient } from '#tenant/headless.ts';
import { subscriptionIdFor, userIdFor, type TenantSeed } from '#tenant/seed.ts';
import { ShellSession } from './session.ts';

const ada = 'ada@contoso.com';
const seed: TenantSeed = {
  seed: 'shells-on-hosts',
  startsAt: '2026-11-23T08:00:00Z',
  tenant: { displayName: 'Contoso', domain: 'contoso.com' },
  subscription: { displayName: 'Contoso Production' },
  users: [
    { userPrincipalName: ada, displayName: 'Ada', signIn: true },
    { userPrincipalName: 'noor@contoso.com', displayName: 'Noor', signIn: true },
  ],
};
const subscription = `/subscriptions/${subscriptionIdFor(seed)}`;
const group = `${subscription}/resourceGroups/rg1`;
const systemAssigned = { type: 'SystemAssigned' };
const image = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' };

/** A group with a machine, a Linux app and a container group, each with an identity of its own. */
const furniture: [path: string, version: string, body: object][] = [
  ['', '2022-09-01', { location: 'westeurope' }],
  [
    '/providers/Microsoft.Compute/virtualMachines/vm1',
    '2024-07-01',
    {
      location: 'westeurope',
      identity: systemAssigned,
      properties: {
        hardwareProfile: { vmSize: 'Standard_B1s' },
        storageProfile: { imageReference: image, osDisk: { createOption: 'FromImage' } },
        osProfile: { computerName: 'vm1', adminUsername: 'ada', linuxConfiguration: {} },
      },
    },
  ],
  [
    '/providers/Microsoft.Web/serverfarms/plan1',
    '2023-12-01',
    { location: 'westeurope', sku: { name: 'B1' }, kind: 'linux', properties: { reserved: true } },
  ],
  [
    '/providers/Microsoft.Web/sites/app1',
    '2023-12-01',
    {
      location: 'westeurope',
      kind: 'app,linux',
      identity: systemAssigned,
      properties: { reserved: true, serverFarmId: `${group}/providers/Microsoft.Web/serverfarms/plan1` },
    },
  ],
  [
    '/providers/Microsoft.ContainerInstance/containerGroups/box1',
    '2023-05-01',
    {
      location: 'westeurope',
      identity: systemAssigned,
      properties: {
        osType: 'Linux',
        containers: [
          {
            name: 'worker',
            properties: {
              image: 'nginx',
              resources: { requests: { cpu: 1, memoryInGB: 1 } },
              environmentVariables: [{ name: 'COLOUR', value: 'blue' }],
            },
          },
        ],
      },
    },
  ],
];

let shown = '';
let session: ShellSession;
let told: { from: number | undefined; url: string }[] = [];
const run = async (line: string): Promise<string> => {
  shown = '';
  await session.run(line);
  return shown;
};

beforeAll(async () => {
  const edge = await createEdge(seed);
  const setup = setupClient(edge.tenant);
  const put = async (url: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await setup.send({ method: 'PUT', url, headers, body: JSON.stringify(body) });
    expect([url, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([url, expect.any(Number), '']);
  };
  for (const [path, version, body] of furniture)
    await put(`https://management.azure.com${group}${path}?api-version=${version}`, body);
  const role = `${subscription}/providers/Microsoft.Authorization`;
  await put(
    `https://management.azure.com${role}/roleAssignments/0b5d6c3e-0000-4000-8000-000000000001?api-version=2022-04-01`,
    {
      properties: {
        principalType: 'User',
        principalId: userIdFor(seed, ada),
        roleDefinitionId: `${role}/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`,
      },
    },
  );
  await setup.wait(900_000);
  const client = clientOf(edge);
  const account = await client.signIn(ada);
  if ('refused' in account) throw new Error(account.refused);
  edge.onEntry(({ cause, sent }) => sent && told.push({ from: cause, url: sent.url }));
  session = new ShellSession(
    { ...client, account: () => Promise.resolve(account) },
    { write: (_, text) => void (shown += text) },
  );
  await session.start();
});

const imds =
  "curl -s -H Metadata:true 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net'";
const endpoint =
  'curl -s -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=https://vault.azure.net"';

describe('az vm run-command invoke', () => {
  it('runs a script on the machine, which finds its metadata service and its identity', async () => {
    const script = `echo $(whoami)@$(hostname) $1 $2 $colour; echo oops >&2; ${imds} | jq -r .token_type`;
    const line = `az vm run-command invoke -g rg1 -n vm1 --command-id RunShellScript --scripts ${JSON.stringify(script).replaceAll('$', '\\$')} --parameters hi colour=red`;
    expect(JSON.parse(await run(line))).toEqual({
      value: [
        {
          code: 'ProvisioningState/succeeded',
          displayStatus: 'Provisioning succeeded',
          level: 'Info',
          message: 'Enable succeeded: \n[stdout]\nroot@vm1 hi red red\nBearer\n\n[stderr]\noops\n',
          time: null,
        },
      ],
    });
  });

  it('names the request that opened the session in each request from there', async () => {
    told = [];
    await run(`az vm run-command invoke -g rg1 -n vm1 --command-id RunShellScript --scripts "${imds}"`);
    const opener = told.find(({ url }) => url.includes('/runCommand'));
    const asked = told.find(({ url }) => url.startsWith('http://169.254.169.254/'));
    expect([opener?.from, typeof asked?.from]).toEqual([undefined, 'number']);
  });

  it('keeps the files of the machine for the next script, and leaves the Cloud Shell alone', async () => {
    await run('az vm run-command invoke -g rg1 -n vm1 --command-id RunShellScript --scripts "echo kept > /root/note"');
    const read = 'az vm run-command invoke -g rg1 -n vm1 --command-id RunShellScript --scripts "cat /root/note"';
    expect(await run(`${read} --query value[0].message`)).toContain('kept');
    expect(await run('cat /root/note')).toContain('No such file');
  });
});

describe('az webapp ssh', () => {
  it('leads on to the app, where its endpoint answers, until exit', async () => {
    expect(await run('az webapp ssh -g rg1 -n app1')).toContain('A P P   S E R V I C E   O N   L I N U X');
    expect(session.prompt).toBe('root@app1:~# ');
    expect(await run(`echo $WEBSITE_SITE_NAME; ${endpoint} | jq -r .resource`)).toBe('app1\nhttps://vault.azure.net\n');
    expect(await run('az account show')).toContain("Please run 'az login'");
    expect(await run('exit')).toContain('You have left app1');
    expect(session.prompt).toBe('ada [ ~ ]$ ');
    expect(await run(imds)).toBe('');
  });

  it('is gone on with after a reload', async () => {
    await run('az webapp ssh -g rg1 -n app1; x=outside');
    await run('x=inside');
    const kept = structuredClone(await session.snapshot());
    await run('exit');
    const other = new ShellSession(session.host, { write: (_, text) => void (shown += text) });
    await other.start(kept);
    shown = '';
    await other.run('echo $x\nexit\necho $x');
    expect(shown).toBe('inside\nYou have left app1.\noutside\n');
  });
});

describe('az login --identity on a host', () => {
  it.each([
    ['az webapp ssh -g rg1 -n app1', 'an app, by its endpoint'],
    ['az container exec -g rg1 -n box1 --exec-command bash', 'a container, by the metadata service'],
  ])('%s: is %s', async (line) => {
    await run(line);
    expect(await run('az login --identity')).toContain('No access was configured for the managed identity');
    expect(await run('az account show')).toContain("Please run 'az login'");
    const account = JSON.parse(await run('az login --identity --allow-no-subscriptions')) as { user: object }[];
    expect(account[0]?.user).toEqual({
      assignedIdentityInfo: 'MSI',
      name: 'systemAssignedIdentity',
      type: 'servicePrincipal',
    });
    const claims =
      "cut -d. -f2 | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 \"=\"; print }' | base64 -d | jq -r .idtyp";
    expect(
      await run(
        `az account get-access-token --resource https://vault.azure.net --query accessToken -o tsv | ${claims}`,
      ),
    ).toBe('app\n');
    expect(await run('az login --identity --client-id 00000000-0000-0000-0000-0000000000aa')).toContain('ERROR:');
    await run('exit');
  });

  it('is the Cloud Shell’s own account in the Cloud Shell', async () => {
    expect(await run('az login --identity --query [0].user')).toContain('"name": "ada@contoso.com"');
  });
});

describe('az container exec', () => {
  it('runs a command in a container, and opens a shell there', async () => {
    expect(await run('az container exec -g rg1 -n box1 --exec-command "printenv COLOUR"')).toBe('blue\n');
    await run('az container exec -g rg1 -n box1 --exec-command /bin/sh');
    expect(session.prompt).toBe('root@worker:/# ');
    expect(await run(`${imds} | jq -r .token_type; exit`)).toContain('Bearer');
  });
});
