import { beforeEach, describe, expect, it } from 'vitest';
import { runAz } from '#cli/az/run.ts';
import { AzSession } from '#cli/az/session.ts';
import { day } from '#kernel/clock.ts';
import { declareRepository, startJob } from '../conformance/outside.ts';
import { selfSigned, type SelfSigned } from '../conformance/self-signed.ts';
import { openWorld, tenantId, type World } from '../conformance/world.ts';

let world: World;
let app: Record<string, string>;
let pem = '';

async function graph(method: string, path: string, body: object): Promise<Record<string, string>> {
  const request = { method, url: `https://graph.microsoft.com/v1.0${path}`, body: JSON.stringify(body) };
  const answer = await world.as('owner', request, 'https://graph.microsoft.com');
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  return answer.body ? (JSON.parse(answer.body) as Record<string, string>) : {};
}

beforeEach(async () => {
  world = await openWorld();
  app = await graph('POST', '/applications', { displayName: 'pipeline' });
  await graph('POST', '/servicePrincipals', { appId: app['appId'] });
});

async function login(...more: string[]) {
  const host = { ...world.client, account: () => Promise.resolve(undefined) };
  const files = {
    read: (path: string) => Promise.resolve(path === 'app.pem' ? pem : undefined),
    write: async () => {},
  };
  const words = ['login', '--service-principal', '-u', app['appId'] ?? '', '--tenant', tenantId, ...more];
  const line = [...words, '--allow-no-subscriptions', '--query', '[].user.type', '-o', 'tsv', '--only-show-errors'];
  return runAz(line, { host, session: new AzSession(host), files });
}

const works = { stdout: 'servicePrincipal\n', stderr: '', exitCode: 0 };

describe('az login --service-principal --certificate', () => {
  let held: SelfSigned;
  beforeEach(async () => {
    const now = await world.client.now();
    held = selfSigned('pipeline', now - day, now + 30 * day);
    pem = held.pem;
    await graph('PATCH', `/applications/${app['id']}`, {
      keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: held.der, displayName: 'CN=pipeline' }],
    });
  });

  it('signs an assertion with the key of the certificate', async () => {
    expect(await login('--certificate', 'app.pem')).toEqual(works);
  });

  it('is refused with another certificate, and with one that has expired', async () => {
    const now = await world.client.now();
    pem = selfSigned('pipeline', now - day, now + day).pem;
    expect((await login('--certificate', 'app.pem')).stderr).toMatch(/^ERROR: AADSTS700027: .*The key was not found\./);
    pem = held.pem;
    await world.client.wait(31 * day);
    expect((await login('--certificate', 'app.pem')).stderr).toMatch(
      /^ERROR: AADSTS700027: .*The key used is expired\./,
    );
  });

  it('needs a certificate and a private key in the file', async () => {
    pem = held.pem.replace(/-----BEGIN PRIVATE KEY[\s\S]*/, '');
    expect((await login('--certificate', 'app.pem')).stderr).toContain('BEGIN PRIVATE KEY');
    pem = 'no certificate';
    expect((await login('--certificate', 'app.pem')).stderr).toContain('Invalid certificate, please use a valid PEM');
  });
});

describe('az login --service-principal --federated-token', () => {
  it('takes the token of a job that the application trusts, and no other', async () => {
    declareRepository(world, 'Contoso/shop');
    const { idToken } = await startJob(world, 'Contoso/shop');
    expect((await login('--federated-token', await idToken())).stderr).toMatch(/^ERROR: AADSTS70025: /);
    await graph('POST', `/applications/${app['id']}/federatedIdentityCredentials`, {
      name: 'main',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:Contoso/shop:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange'],
    });
    await world.client.wait(300_000);
    const later = await startJob(world, 'Contoso/shop');
    expect(await login('--federated-token', await later.idToken())).toEqual(works);
  });
});
