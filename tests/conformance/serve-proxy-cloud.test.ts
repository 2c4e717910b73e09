import { mkdtempSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudPort, trusted } from './serve-proxy-wire.ts';
import { furnish, groupOf, openServeWorld, type Got, type ServeWorld } from './serve-world.ts';

// The cloud of its own names, over HTTPS that trusts this machine's authority and nobody else.
let world: ServeWorld;

beforeAll(async () => {
  process.env['TENANTLAB_HOME'] = mkdtempSync(join(tmpdir(), 'tenantlab-home-'));
  world = await openServeWorld({ ports: { https: 0 } });
  await furnish(world);
});
afterAll(async () => {
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

/** A request by a name that is looked up nowhere. */
function ask(
  name: string,
  path: string,
  more: { method?: string; headers?: object; body?: string; host?: string } = {},
): Promise<Got> {
  const port = cloudPort(world);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers, body, host = `${name}:${port}` } = more;
    const options = { host: '127.0.0.1', port, servername: name, ca: trusted(world), path, method, agent: false };
    const sent = request({ ...options, headers: { host, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        const [text, { statusCode: status = 0, headers: fields }] = [bytes.toString('utf8'), answer];
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
}

const own = (service: string): string => `${service}.sim.localhost`;
const at = (service: string): string => `https://${own(service)}:${cloudPort(world)}`;

/** A token as the CLI asks for it at an `/adfs` authority. */
async function tokenFor(resource: string, by: [name: string, root: string] = [own('login'), '']): Promise<string> {
  const { appId = '', secret = '' } = world.about.owner ?? {};
  const form = {
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: secret,
    scope: `${resource}/.default`,
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const got = await ask(by[0], `${by[1]}/adfs/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form).toString(),
  });
  return String(got.json['access_token']);
}

describe('/metadata/endpoints', () => {
  it('describes one cloud, a list, or the old shape, by api-version', async () => {
    const described = async (version: string) =>
      (await ask(own('management'), `/metadata/endpoints?api-version=${version}`)).text;
    const newest = JSON.parse(await described('2022-09-01')) as Record<string, unknown>;
    expect(newest).toMatchObject({
      authentication: { loginEndpoint: `${at('login')}/adfs`, audiences: [`${at('management')}/`, at('management')] },
      microsoftGraphResourceId: `${at('graph')}/`,
      resourceManager: `${at('management')}/`,
      suffixes: { storage: at('core').slice(8), keyVaultDns: at('vault').slice(8) },
    });
    expect(JSON.parse(await described('2019-05-01'))).toEqual([newest]);
    expect(JSON.parse(await described('2015-01-01'))).toMatchObject({ graphEndpoint: `${at('graph')}/` });
    expect(JSON.parse(await described('latest'))).toMatchObject({ error: { code: 'InvalidApiVersionParameter' } });
  });

  it('and the authority describes itself, under the same name', async () => {
    const { json } = await ask(own('login'), '/adfs/.well-known/openid-configuration');
    expect(json).toMatchObject({ issuer: `${at('login')}/adfs`, token_endpoint: `${at('login')}/adfs/oauth2/token` });
    expect((await ask(own('login'), '/adfs/discovery/keys')).json).toHaveProperty('keys');
  });
});

describe('requests and answers carry the names by which the client came', () => {
  it('Resource Manager: the token for its own address is taken, and what it tells of a vault is ours', async () => {
    const authorization = `Bearer ${await tokenFor(at('management'))}`;
    const vault = `${groupOf(world)}/providers/Microsoft.KeyVault/vaults/kv1?api-version=2023-07-01`;
    const { status, json } = await ask(own('management'), vault, { headers: { authorization } });
    expect([status, json]).toMatchObject([200, { properties: { vaultUri: `${at('kv1.vault')}/` } }]);
    const gone = await ask(own('management'), `${groupOf(world)}2?api-version=2024-11-01`, {
      headers: { authorization },
    });
    expect(gone.status).toBe(404);
  });

  it('a vault challenges to its own cloud, and takes the token for it', async () => {
    const bare = await ask(own('kv1.vault'), '/secrets/db?api-version=7.4');
    expect(bare.headers['www-authenticate']).toContain(
      `authorization="${at('login')}/${world.about.tenantId}", resource="${at('vault')}"`,
    );
    const authorization = `Bearer ${await tokenFor(at('vault'))}`;
    const { json } = await ask(own('kv1.vault'), '/secrets/db?api-version=7.4', { headers: { authorization } });
    expect(json).toMatchObject({ value: 'hunter2' });
    expect(String(json['id'])).toMatch(new RegExp(`^${at('kv1.vault')}/secrets/db/`));
  });

  it('a blob is read by its account’s name, its bytes as they are', async () => {
    const authorization = `Bearer ${await tokenFor('https://storage.azure.com')}`;
    const headers = { authorization, 'x-ms-version': '2024-11-04' };
    expect((await ask(own('stserve.blob.core'), '/docs/a.txt', { headers })).text).toBe('hello sockets');
    const list = await ask(own('stserve.blob.core'), '/docs?restype=container&comp=list', { headers });
    expect(list.text).toContain(`ServiceEndpoint="${at('stserve.blob.core')}/"`);
  });

  it('by paths of one host, for which nothing is looked up', async () => {
    const here = `https://localhost:${cloudPort(world)}`;
    const { json: config } = await ask('localhost', '/metadata/cloud-config.json');
    expect(config).toMatchObject({ endpoints: { resourceManager: `${here}/arm/`, activeDirectory: `${here}/adfs` } });
    const authorization = `Bearer ${await tokenFor(`${here}/arm`, ['localhost', ''])}`;
    const { status } = await ask('localhost', '/arm/subscriptions?api-version=2022-12-01', {
      headers: { authorization },
    });
    expect(status).toBe(200);
    expect((await ask('localhost', '/vault/x')).status).toBe(404);
    expect((await ask('', '/metadata/cloud-config.json', { host: `127.0.0.1:${cloudPort(world)}` })).status).toBe(200);
  });
});

it.each(['management.azure.com', 'example.com', 'sim.localhost', 'other.sim.localhost'])(
  'the name %s in Host is none of this cloud',
  async (host) => {
    expect((await ask(own('management'), '/', { host })).status).toBe(421);
  },
);

it.each(['management.azure.com', 'example.com'])('there is no certificate for %s', async (name) => {
  await expect(ask(name, '/')).rejects.toThrow();
});
