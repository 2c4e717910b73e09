import { describe, expect, it } from 'vitest';
import { runAz } from './run.ts';
import { ScriptedHost, type RecordedAnswer } from './recorded/replay.ts';
import { AzSession } from './session.ts';

interface Ground {
  answers?: RecordedAnswer[];
  typed?: string[];
  files?: Record<string, string>;
  stdin?: string;
}

async function az(line: string, { answers = [], typed, files = {}, stdin }: Ground = {}) {
  const host = new ScriptedHost(answers);
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return typed?.shift() ?? 'n';
  };
  const written: Record<string, string> = {};
  const store = {
    read: async (path: string) => files[path],
    write: async (path: string, content: string) => void (written[path] = content),
  };
  const result = await runAz(line.split(' ').filter(Boolean), {
    host,
    session: new AzSession(host),
    files: store,
    ...(typed && { ask }),
    ...(stdin !== undefined && { stdin }),
  });
  return { ...result, host, asked, written };
}

describe('a question', () => {
  it('is asked on a terminal until it is answered with y or n', async () => {
    const { exitCode, asked, host } = await az('group delete -n rg', {
      answers: [{ status: 200 }],
      typed: ['yes', '', 'Y'],
    });
    expect(asked).toEqual(Array(3).fill('Are you sure you want to perform this operation? (y/n): '));
    expect([exitCode, host.requests.length]).toEqual([0, 1]);
  });

  it('stops the command when the answer is no', async () => {
    const { exitCode, stderr, host } = await az('group delete -n rg', { typed: ['n'] });
    expect([exitCode, stderr, host.requests.length]).toEqual([1, 'ERROR: Operation cancelled.\n', 0]);
  });
});

describe('files', () => {
  const template = { 'body.json': '{"location":"eastus"}\n' };

  it.each(['-b @body.json', '--body=@body.json', '-b @-'])('%s stands for the text of the file', async (option) => {
    const { host } = await az(`rest -m put -u /x?api-version=1 ${option}`, {
      answers: [{ status: 200, body: {} }],
      files: template,
      stdin: template['body.json'],
    });
    expect(host.requests[0]?.body).toBe('{"location":"eastus"}');
  });

  it('that do not exist stay as they were typed', async () => {
    const { host } = await az('rest -m put -u /x?api-version=1 -b @nope', { answers: [{ status: 200, body: {} }] });
    expect(host.requests[0]?.body).toBe('@nope');
  });

  it('take what az rest is told to save', async () => {
    const { written, stdout } = await az('rest -u /x?api-version=1 --output-file o.json', {
      answers: [{ status: 200, body: { a: 1 } }],
    });
    expect([written, stdout]).toEqual([{ 'o.json': '{"a":1}' }, '']);
  });
});

describe('what is not there', () => {
  it.each([
    ['network vnet list -g x', 1, "'az network vnet list' exists in the real Azure CLI"],
    ['account tenant list', 2, "'tenant' is misspelled or not recognized by the system."],
    ['keyvault region list --hsm-name x', 1, "'az keyvault region list' exists in the real Azure CLI"],
    ['keyvault region add', 2, 'the following arguments are required: --hsm-name, --region-name/--region/-r'],
    ['vm boot-diagnostics get-boot-log-uris', 1, 'InvalidArgumentValue: Missing required field: --resource-group'],
    ['group create -n rg -l eastus --managed-by x --no', 2, 'unrecognized arguments: --no'],
    ['appservice plan create -n p -g rg -e ase', 1, "'-e' of 'az appservice plan create' exists"],
    ['webapp config', 2, 'the following arguments are required: _subcommand'],
    ['webapp foo', 2, "'foo' is misspelled or not recognized by the system."],
    ['vmm list', 2, "'vmm' is misspelled"],
  ])('az %s ends with %d', async (line, exit, says) => {
    const { exitCode, stderr } = await az(line);
    expect(exitCode).toBe(exit);
    expect(stderr).toContain(says);
  });
});

describe('around a command', () => {
  it('--debug shows each request and answer, and --only-show-errors hides warnings', async () => {
    const { stderr } = await az('group exists -n rg --debug', { answers: [{ status: 204 }] });
    expect(stderr).toContain("DEBUG: Request URL: 'https://management.azure.com/subscriptions/");
    expect(stderr).toContain('DEBUG: Response status: 204');
    const loud = await az('group list --subscription nope');
    const quiet = await az('group list --subscription nope --only-show-errors');
    expect(loud.stderr).toMatch(/^WARNING: Subscription 'nope' not recognized\.\nERROR: /);
    expect(quiet.stderr).toMatch(/^ERROR: /);
  });

  it('az alone greets, az --version names its version, az -h lists the groups', async () => {
    expect((await az('')).stdout).toContain('Welcome to the cool new Azure CLI!');
    expect((await az('--version')).stdout).toMatch(/^azure-cli +2\.74\.0\n/);
    const { stdout } = await az('keyvault -h');
    expect(stdout).toContain('secret                      : Manage secrets.');
    expect(stdout).toMatch(/This lab simulates: certificate download, .*\bcreate,.*secret\s+set/s);
    expect((await az('keyvault setting -h')).stdout).toContain('This lab simulates none of these yet.');
  });

  it('az login tells whom it signed in, and az logout ends it', async () => {
    const signedIn = await az('login -u bob@contoso.com --query [].user.name -o tsv');
    expect(signedIn.stdout).toBe('bob@contoso.com\n');
    expect((await az('login -u eve@contoso.com')).stderr).toBe('ERROR: AADSTS50034: no user eve@contoso.com\n');
    expect((await az('login')).stderr).toContain('Cloud Shell is automatically authenticated');
    expect((await az('login --use-device-code')).stderr).toContain('does not simulate it yet');
    expect((await az('logout')).exitCode).toBe(0);
  });

  it('a token is shown with the time at which it expires', async () => {
    const { stdout } = await az('account get-access-token --resource https://vault.azure.net -o json');
    expect(JSON.parse(stdout)).toEqual({
      accessToken: 'token',
      expiresOn: '2026-11-23 10:00:00.000000',
      expires_on: 1795428000,
      subscription: '11111111-1111-1111-1111-111111111111',
      tenant: '22222222-2222-2222-2222-222222222222',
      tokenType: 'Bearer',
    });
  });
});

describe('az configure --defaults', () => {
  it('stands in for options that are left out, required ones too, until it is cleared', async () => {
    const host = new ScriptedHost([
      { status: 200, body: { value: [] } },
      { status: 200, body: { value: [] } },
    ]);
    const session = new AzSession(host);
    const files = { read: async () => undefined, write: async () => {} };
    const run = (...argv: string[]) => runAz(argv, { host, session, files });
    expect(await run('configure', '--defaults', 'group=rg1', 'location=westeurope')).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
    await run('identity', 'list');
    await run('identity', 'list', '-g', 'other');
    expect(host.requests.map(({ url }) => /resourceGroups\/([^/]+)/.exec(url)?.[1])).toEqual(['rg1', 'other']);
    expect((await run('identity', 'create')).stderr).toContain('the following arguments are required: --name/-n\n');
    expect((await run('configure', '-l', '--query', '[].[name,value]', '-o', 'tsv')).stdout).toBe(
      'group\trg1\nlocation\twesteurope\n',
    );
    await run('configure', '--defaults', "group=''");
    expect((await run('identity', 'create')).stderr).toContain('required: --resource-group/-g, --name/-n\n');
  });
});
