import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '#tools/run.mjs';
import type { ProxyTask } from './serve-proxy-program.ts';
import { base64url, createMachine, furnish, grant, machineOf, openServeWorld, type ServeWorld } from './serve-world.ts';

interface Ended {
  value?: unknown;
  error?: { name: string; message: string; status?: number };
}

let world: ServeWorld;
let principal: string;

beforeAll(async () => {
  process.env['TENANTLAB_HOME'] = mkdtempSync(join(tmpdir(), 'tenantlab-home-'));
  world = await openServeWorld({ ports: { proxy: 0 }, wallAt: new Date().toISOString() });
  const { vault } = await furnish(world);
  principal = await createMachine(world, 'vm1');
  await grant(world, principal, 'secretsUser', vault);
});
afterAll(async () => {
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

/** Runs the program with the variables that the documentation says, and nothing else of Azure's. */
async function outside(task: Omit<ProxyTask, 'subscriptionId'>, user = ''): Promise<Ended> {
  const program = new URL('./serve-proxy-program.ts', import.meta.url).pathname;
  const proxy = (world.about.proxy ?? '').replace('//', `//${user && `${encodeURIComponent(user)}:@`}`);
  const env = {
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    NO_PROXY: 'localhost,127.0.0.1',
    NODE_EXTRA_CA_CERTS: world.about.ca ?? '',
  };
  const { subscriptionId } = world.about;
  const words = ['--disable-warning=ExperimentalWarning', program, JSON.stringify({ ...task, subscriptionId })];
  const child = start('node', words, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  await new Promise((done) => child.once('close', done));
  return JSON.parse(text) as Ended;
}

const owner = () => ({
  tenantId: world.about.tenantId,
  clientId: world.about.owner?.appId ?? '',
  clientSecret: world.about.owner?.secret ?? '',
});

describe('the Azure SDKs for JavaScript, unchanged, through the proxy', () => {
  it.each([
    ['by its name', () => 'vm1'],
    ['by its id in base64url', () => base64url(machineOf(world, 'vm1'))],
  ])('ManagedIdentityCredential asks 169.254.169.254 as the machine named %s', async (_how, user) => {
    const { value } = await outside({ credential: 'managed', ask: 'claims' }, user());
    expect(value).toMatchObject({ oid: principal, aud: 'https://vault.azure.net' });
  });

  it('DefaultAzureCredential finds the machine, and reads a secret at the vault’s own address', async () => {
    expect(await outside({ credential: 'default', ask: 'secret' }, 'vm1')).toEqual({ value: 'hunter2' });
  });

  it.each([
    ['a secret', 'secret', 'hunter2'],
    ['a blob, after writing it', 'blob', 'written through the proxy'],
    ['the resource groups', 'groups', ['rg1']],
  ] as const)('ClientSecretCredential reads %s', async (_what, ask, value) => {
    expect(await outside({ credential: owner(), ask })).toEqual({ value });
  });

  it('a machine may read what it was granted, and is refused the rest in Azure’s words', async () => {
    const { error } = await outside({ credential: 'managed', ask: 'blob' }, 'vm1');
    expect(error).toMatchObject({ name: 'RestError', status: 403 });
    expect(error?.message).toContain('This request is not authorized to perform this operation using this permission.');
  });

  it('no machine named is no managed identity', async () => {
    const { error } = await outside({ credential: 'managed', ask: 'claims' });
    expect(error?.message).toBeTruthy();
  });

  it.each(['nothing there', 'foreign'] as const)('a name of which there is %s is not reached', async (ask) => {
    const { error, value } = await outside({ credential: owner(), ask });
    expect(value).toBeUndefined();
    expect(error?.message).toBeTruthy();
  });
});
