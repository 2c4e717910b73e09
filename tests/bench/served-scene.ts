// A served tenant in a process of its own, with a vault and a storage account: what `npm run serve` gives to a client.
import { type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Announcement } from '#serve/announce.ts';
import { root, start } from '#tools/run.mjs';

export interface ServedScene {
  about: Announcement;
  port: number;
  child: ChildProcess;
  call(method: string, host: string, path: string, headers?: Record<string, string>, body?: string): Promise<Response>;
  end(): Promise<void>;
}

/** Starts `serve` with these arguments and waits for its line. */
export async function startServe(...args: string[]): Promise<ServedScene> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-serve-'));
  const program = join(root, 'src/tools/serve-cli.ts');
  const ours = ['--port', '0', '--https-port', '0', '--proxy-port', '0', '--json', '--log', join(folder, 'log.json')];
  const child = start('node', ['--disable-warning=ExperimentalWarning', program, ...ours, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const about = await new Promise<Announcement>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.endsWith('\n')) resolve(JSON.parse(text) as Announcement);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
  });
  const { request } = await import('node:http');
  const port = Number(new URL(about.http).port);
  const call: ServedScene['call'] = (method, host, path, headers = {}, body = '') =>
    new Promise((resolve, reject) => {
      const sent = request({ method, port, host: '127.0.0.1', path, headers: { host, ...headers } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          const bodiless = status === 204 || status === 304;
          resolve(new Response(bodiless ? null : Buffer.concat(parts), { status }));
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  const end = (): Promise<void> =>
    new Promise((done) => {
      child.once('exit', () => done());
      child.kill('SIGTERM');
    });
  return { about, port, child, call, end };
}

/** The form by which an application proves itself for a scope. */
export const tokenForm = ({ appId, secret }: { appId: string; secret: string }, scope: string): string =>
  new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope }).toString();

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** The owner's token for a scope. */
export async function ownerToken({ about, call }: ServedScene, scope: string): Promise<string> {
  if (!about.owner) throw new Error('a lab has no owner of its own');
  const path = `/${about.tenantId}/oauth2/v2.0/token`;
  const answer = await call('POST', 'login.microsoftonline.com', path, form, tokenForm(about.owner, scope));
  return ((await answer.json()) as { access_token: string }).access_token;
}

const roles = {
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
};

/** A vault `kv1` with the secret `db`, and an account `stbench` with the blob `docs/a.txt`; the owner may use both. */
export async function furnish(scene: ServedScene, content: string): Promise<void> {
  const { about, call } = scene;
  const group = `/subscriptions/${about.subscriptionId}/resourceGroups/rg1`;
  const arm = await ownerToken(scene, 'https://management.azure.com/.default');
  const put = async (host: string, path: string, token: string, body: string, headers: Record<string, string> = {}) => {
    const all = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers };
    const answer = await call('PUT', host, path, { ...all, 'content-length': String(Buffer.byteLength(body)) }, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const create = (path: string, body: object) => put('management.azure.com', path, arm, JSON.stringify(body));
  const location = 'westeurope';
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/stbench`;
  await create(`${group}?api-version=2024-11-01`, { location });
  await create(`${vault}?api-version=2023-07-01`, {
    location,
    properties: { tenantId: about.tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: true },
  });
  await create(`${account}?api-version=2024-01-01`, { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2' });
  const { oid } = JSON.parse(Buffer.from(arm.split('.')[1] ?? '', 'base64url').toString()) as { oid: string };
  for (const [at, scope, role] of [
    ['1', vault, roles.secretsOfficer],
    ['2', account, roles.blobContributor],
  ] as const)
    await create(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${at}?api-version=2022-04-01`,
      {
        properties: {
          roleDefinitionId: `/subscriptions/${about.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
          principalId: oid,
          principalType: 'ServicePrincipal',
        },
      },
    );
  const vaultToken = await ownerToken(scene, 'https://vault.azure.net/.default');
  await put('kv1.vault.azure.net', '/secrets/db?api-version=7.4', vaultToken, '{"value":"hunter2"}');
  const storage = await ownerToken(scene, 'https://storage.azure.com/.default');
  const blob = { 'x-ms-version': '2024-11-04', 'content-type': 'text/plain' };
  await put('stbench.blob.core.windows.net', '/docs?restype=container', storage, '', blob);
  await put('stbench.blob.core.windows.net', '/docs/a.txt', storage, content, {
    ...blob,
    'x-ms-blob-type': 'BlockBlob',
  });
}
