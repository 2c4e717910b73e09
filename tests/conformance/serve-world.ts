import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Announcement } from '#serve/announce.ts';
import { beginningText, defaultTenant } from '#serve/default-tenant.ts';
import { readLog, textOfFile } from '#serve/log-file.ts';
import { openServe, type Open, type OpenOptions } from '#serve/open.ts';

/** A tenant behind real sockets in this process; the clock on the wall is the test's own. */
export interface ServeWorld {
  open: Open;
  about: Announcement;
  port: number;
  path: string;
  /** Moves the clock on the wall. */
  pass(ms: number): void;
  call(
    method: string,
    host: string,
    path: string,
    headers?: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Got>;
  /** Asks Resource Manager as the owner. */
  arm(method: string, path: string, body?: object): Promise<Got>;
  tokenOf(who: 'owner' | 'reader', scope: string): Promise<string>;
  /** What the tenant itself complained of. */
  complaints: unknown[];
}

export interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  text: string;
  json: Record<string, unknown>;
}

export const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** One request over a socket of its own, the Azure name in Host. */
export const callAt =
  (port: number): ServeWorld['call'] =>
  (method, host, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const options = { method, host: '127.0.0.1', port, path, headers: { host, ...headers }, agent: false } as const;
      const sent = request(options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const bytes = Buffer.concat(parts);
          const text = bytes.toString('utf8');
          const { statusCode: status = 0, headers: fields } = answer;
          resolve({
            ...{ status, headers: fields, bytes, text },
            get json() {
              return JSON.parse(text) as Record<string, unknown>;
            },
          });
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });

/** When this tenant begins, and what the wall shows then. */
export const startsAt = '2026-11-24T01:00:00.000Z';

export async function openServeWorld(options: Partial<OpenOptions> & { wallAt?: string } = {}): Promise<ServeWorld> {
  const path = options.path ?? join(mkdtempSync(join(tmpdir(), 'tenantlab-serve-')), 'log.json');
  const beginning = { startsAt, ...(options.atOnce !== false && { propagation: 'none' as const }) };
  const { module, owner, reader } = defaultTenant(beginning);
  const text = textOfFile(path);
  const read = text === undefined ? undefined : readLog(text);
  if (read && 'fault' in read) throw new Error(read.fault.message);
  const complaints: unknown[] = [];
  let wall = Date.parse(options.wallAt ?? startsAt);
  const head = { format: 'tenantlab/submission', version: 1, lab: 'tenant', engine: 'ungraded', learner: '' } as const;
  const open = await openServe({
    ...{ module, owner, reader, operator: owner, head: { ...head, labHash: beginningText(beginning) } },
    ...{ path, port: 0, ports: {}, rate: 1, catchUp: true, atOnce: true },
    ...(read && 'head' in read && { kept: read }),
    wall: () => wall,
    complain: (error) => complaints.push(error),
    ...options,
  });
  if ('fault' in open) throw new Error(open.fault.message);
  const about = await open.announce();
  const port = Number(new URL(about.http).port);
  const call = callAt(port);
  const tokenOf: ServeWorld['tokenOf'] = async (who, scope) => {
    const { appId, secret } = who === 'owner' ? owner : reader;
    const form = { grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope };
    const at = `/${about.tenantId}/oauth2/v2.0/token`;
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const got = await call('POST', 'login.microsoftonline.com', at, type, new URLSearchParams(form).toString());
    if (got.status !== 200) throw new Error(got.text);
    return String(got.json['access_token']);
  };
  const arm: ServeWorld['arm'] = async (method, at, body) => {
    const headers = {
      authorization: `Bearer ${await tokenOf('owner', 'https://management.azure.com/.default')}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    return call(method, 'management.azure.com', at, headers, body && JSON.stringify(body));
  };
  return { open, about, port, path, pass: (ms) => void (wall += ms), call, arm, tokenOf, complaints };
}

const location = 'westeurope';
export const groupOf = ({ about }: Pick<ServeWorld, 'about'>): string =>
  `/subscriptions/${about.subscriptionId}/resourceGroups/rg1`;
export const machineOf = (world: ServeWorld, name: string): string =>
  `${groupOf(world)}/providers/Microsoft.Compute/virtualMachines/${name}`;
export const siteOf = (world: ServeWorld, name: string): string =>
  `${groupOf(world)}/providers/Microsoft.Web/sites/${name}`;

const roles = {
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
};

async function made(world: ServeWorld, path: string, version: string, body: object): Promise<Record<string, unknown>> {
  const got = await world.arm('PUT', `${path}?api-version=${version}`, body);
  if (got.status >= 300) throw new Error(`${path}: ${got.status} ${got.text}`);
  return got.json;
}

let grants = 0;
export async function grant(world: ServeWorld, principalId: string, role: keyof typeof roles, scope: string) {
  const name = `00000000-0000-4000-8000-${String((grants += 1)).padStart(12, '0')}`;
  const roleDefinitionId = `/subscriptions/${world.about.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`;
  await made(world, `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, '2022-04-01', {
    properties: { roleDefinitionId, principalId, principalType: 'ServicePrincipal' },
  });
}

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

type WithIdentity = { identity?: { principalId?: string } };

/** A machine with an identity of its own; gives that principal. */
export async function createMachine(world: ServeWorld, name: string): Promise<string> {
  const { identity } = (await made(world, machineOf(world, name), '2024-07-01', {
    location,
    identity: { type: 'SystemAssigned' },
    properties: {
      hardwareProfile: { vmSize: 'Standard_B1s' },
      storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Linux' } },
      osProfile: { computerName: 'vm', adminUsername: 'azureuser', adminPassword: 'Simulated-1' },
    },
  })) as WithIdentity;
  return identity?.principalId ?? '';
}

/** A web app with an identity of its own; gives that principal. */
export async function createSite(world: ServeWorld, name: string): Promise<string> {
  const plan = `${groupOf(world)}/providers/Microsoft.Web/serverfarms/plan1`;
  await made(world, plan, '2023-12-01', { location, sku: { name: 'B1' } });
  const { identity } = (await made(world, siteOf(world, name), '2023-12-01', {
    location,
    identity: { type: 'SystemAssigned' },
    properties: { serverFarmId: plan },
  })) as WithIdentity;
  return identity?.principalId ?? '';
}

/** A vault `kv1` with the secret `db`, and an account `stserve` with the blob `docs/a.txt`; the owner may use both. */
export async function furnish(world: ServeWorld): Promise<{ vault: string; account: string }> {
  const group = groupOf(world);
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/stserve`;
  await made(world, group, '2024-11-01', { location });
  const sku = { family: 'A', name: 'standard' };
  const properties = { tenantId: world.about.tenantId, sku, enableRbacAuthorization: true };
  await made(world, vault, '2023-07-01', { location, properties });
  await made(world, account, '2024-01-01', { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2' });
  const owner = String(claimsOf(await world.tokenOf('owner', 'https://vault.azure.net/.default'))['oid']);
  await grant(world, owner, 'secretsOfficer', vault);
  await grant(world, owner, 'blobContributor', account);
  const bearer = async (resource: string) => ({
    authorization: `Bearer ${await world.tokenOf('owner', `${resource}/.default`)}`,
  });
  const secret = { ...(await bearer('https://vault.azure.net')), 'content-type': 'application/json' };
  await world.call('PUT', 'kv1.vault.azure.net', '/secrets/db?api-version=7.4', secret, '{"value":"hunter2"}');
  const blob = { ...(await bearer('https://storage.azure.com')), 'x-ms-version': '2024-11-04' };
  const host = 'stserve.blob.core.windows.net';
  await world.call('PUT', host, '/docs?restype=container', { ...blob, 'content-length': '0' });
  await world.call('PUT', host, '/docs/a.txt', { ...blob, 'x-ms-blob-type': 'BlockBlob' }, 'hello sockets');
  return { vault, account };
}
