import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '#tools/run.mjs';
import type { ServeTask } from './serve-program.ts';
import {
  base64url,
  createMachine,
  createSite,
  furnish,
  grant,
  machineOf,
  openServeWorld,
  siteOf,
  type ServeWorld,
} from './serve-world.ts';

interface Ended {
  value?: unknown;
  error?: { name: string; message: string };
}

let world: ServeWorld;
let vault: string;
let machine: string;
let site: string;
const principals: Record<string, string> = {};

beforeAll(async () => {
  world = await openServeWorld({ wallAt: new Date().toISOString() });
  ({ vault } = await furnish(world));
  machine = machineOf(world, 'vm1');
  site = siteOf(world, 'app1');
  principals['vm1'] = await createMachine(world, 'vm1');
  principals['app1'] = await createSite(world, 'app1');
  for (const principal of Object.values(principals)) await grant(world, principal, 'secretsUser', vault);
});
afterAll(async () => {
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

/** Runs the program with these variables and nothing else of Azure's. */
async function outside(task: Omit<ServeTask, 'http'>, env: Record<string, string> = {}): Promise<Ended> {
  const program = new URL('./serve-program.ts', import.meta.url).pathname;
  const words = ['--disable-warning=ExperimentalWarning', program, JSON.stringify({ http: world.about.http, ...task })];
  const child = start('node', words, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  await new Promise((done) => child.once('close', done));
  return JSON.parse(text) as Ended;
}

const scope = 'https://vault.azure.net/.default';
const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };
const hostEntry = async (id: string) => (await world.open.announce()).hosts.find((host) => host.id === id);
const asMachine = async (): Promise<Record<string, string>> => {
  const host = await hostEntry(machine);
  return { AZURE_POD_IDENTITY_AUTHORITY_HOST: host && 'imds' in host ? host.imds : '' };
};

describe('the Azure SDKs for JavaScript, unchanged, over real sockets', () => {
  it('ManagedIdentityCredential on a machine, by its own port', async () => {
    const { value } = await outside({ credential: 'managed', scope }, await asMachine());
    expect(value).toMatchObject({ oid: principals['vm1'], aud: 'https://vault.azure.net' });
  });

  it('DefaultAzureCredential finds the machine by its probe, and reads a secret', async () => {
    expect(await outside({ credential: 'default', secret }, await asMachine())).toEqual({ value: 'hunter2' });
  });

  it.each([
    [
      'the app’s own port and secret',
      async () => {
        const host = await hostEntry(site);
        return host && 'endpoint' in host ? { IDENTITY_ENDPOINT: host.endpoint, IDENTITY_HEADER: host.header } : {};
      },
    ],
    [
      'the template and the common secret',
      () => {
        const { endpoint, header } = world.about.appService;
        return Promise.resolve({
          IDENTITY_ENDPOINT: endpoint.replace('{b64}', base64url(site)),
          IDENTITY_HEADER: header,
        });
      },
    ],
  ])('ManagedIdentityCredential in an app reads a secret, by %s', async (_way, env) => {
    const variables = (await env()) as Record<string, string>;
    expect(await outside({ credential: 'managed', scope }, variables)).toMatchObject({
      value: { oid: principals['app1'] },
    });
    expect(await outside({ credential: 'managed', secret }, variables)).toEqual({ value: 'hunter2' });
  });

  it('a wrong secret of an app gives no token', async () => {
    const endpoint = world.about.appService.endpoint.replace('{b64}', base64url(site));
    const { error } = await outside(
      { credential: 'managed', scope },
      { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: 'x' },
    );
    expect(error?.name).toBe('CredentialUnavailableError');
  });

  it('ClientSecretCredential as the owner reads a secret and a blob; as the reader it is refused', async () => {
    const { owner, reader, tenantId } = world.about;
    const by = (app = owner) => ({ tenantId, clientId: app?.appId ?? '', clientSecret: app?.secret ?? '' });
    const blob = { url: 'https://stserve.blob.core.windows.net', container: 'docs', name: 'a.txt' };
    expect(await outside({ credential: by(), secret })).toEqual({ value: 'hunter2' });
    expect(await outside({ credential: by(), blob })).toEqual({ value: 'hello sockets' });
    const refused = await outside({ credential: by(reader), secret });
    expect(refused.error?.message).toContain('not authorized');
    const wrong = await outside({ credential: { ...by(), clientSecret: 'no' }, secret });
    expect(wrong.error?.message).toContain('AADSTS7000215');
  });

  it('names in the log, for each request of a host, the authorised entry that opened a session there', () => {
    const { entries } = world.open.served.edge.tenant;
    const fromHosts = entries.flatMap(({ input }) =>
      input.kind === 'request' && input.run !== undefined ? [input] : [],
    );
    expect(fromHosts.length).toBeGreaterThan(4);
    const openers = new Set(fromHosts.map(({ run = 0 }) => entries[run]?.input));
    const urls = [...openers].map((input) => (input?.kind === 'request' ? input.request.url : ''));
    expect(urls.sort()).toEqual([
      'https://app1.scm.azurewebsites.net/AppServiceTunnel/Tunnel.ashx',
      `https://management.azure.com${machine}/runCommand?api-version=2024-07-01`,
    ]);
  });
});
