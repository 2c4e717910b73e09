import { createSign, X509Certificate } from 'node:crypto';
import { ClientCertificateCredential } from '@azure/identity';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { day, minute } from '#kernel/clock.ts';
import { readCertificate } from '#kernel/certificate.ts';
import { Outcomes } from './outcomes.ts';
import { selfSigned, type SelfSigned } from './self-signed.ts';
import { httpClientOver, refusalOf } from './transport.ts';
import { openWorld, tenantId, type World } from './world.ts';

const outcomes = new Outcomes('@azure/identity ClientCertificateCredential', [
  'works',
  'unknown certificate',
  'expired certificate',
  'altered signature',
  'no certificate at all',
]);
const scope = 'https://vault.azure.net/.default';
const name = 'ClientCertificateCredential';

let world: World;
let app: { id: string; appId: string };
beforeEach(async () => {
  world = await openWorld();
  // The client writes its own clock into what it signs: here it is the tenant's.
  vi.useFakeTimers({ toFake: ['Date'], now: await world.client.now() });
  app = await graph('POST', '/applications', { displayName: 'with-certificate' });
  await graph('POST', '/servicePrincipals', { appId: app.appId });
  return () => vi.useRealTimers();
});
afterAll(() => console.log(outcomes.print()));

async function graph(method: string, path: string, body: object): Promise<{ id: string; appId: string }> {
  const request = { method, url: `https://graph.microsoft.com/v1.0${path}`, body: JSON.stringify(body) };
  const answer = await world.as('owner', request, 'https://graph.microsoft.com');
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  return (answer.body ? JSON.parse(answer.body) : {}) as { id: string; appId: string };
}

const certificate = async (from = -day, to = 30 * day): Promise<SelfSigned> => {
  const now = await world.client.now();
  return selfSigned('pipeline', now + from, now + to);
};
const register = ({ der }: SelfSigned) =>
  graph('PATCH', `/applications/${app.id}`, {
    keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: der, displayName: 'CN=pipeline' }],
  });
const credential = ({ pem }: SelfSigned) =>
  new ClientCertificateCredential(
    tenantId,
    app.appId,
    { certificate: pem },
    { httpClient: httpClientOver(world.client.send), retryOptions: { maxRetries: 0 } },
  );

describe('ClientCertificateCredential, unchanged', () => {
  it('gets a token that says it was proved by a certificate', async () => {
    const held = await certificate();
    await register(held);
    const { token } = (await credential(held).getToken(scope)) ?? { token: '' };
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ appid: app.appId, appidacr: '2', aud: 'https://vault.azure.net', idtyp: 'app' });
    outcomes.saw(name, 'works', 'ok');
  });

  it.each<[string, RegExp, (registered: SelfSigned) => Promise<SelfSigned>]>([
    [
      'unknown certificate',
      /AADSTS700027: .*The key was not found\..*Thumbprint of key used by client: '/,
      () => certificate(),
    ],
    [
      'expired certificate',
      /AADSTS700027: .*The key used is expired\./,
      async (registered) => {
        await world.client.wait(31 * day);
        vi.setSystemTime(await world.client.now());
        return registered;
      },
    ],
  ])('is refused with an %s', async (column, sentence, used) => {
    const registered = await certificate();
    await register(registered);
    const refused = await refusalOf(async () => credential(await used(registered)).getToken(scope));
    expect(refused.message).toMatch(sentence);
    outcomes.saw(name, column, refused.name);
  });

  it('is refused where the application has no certificate', async () => {
    const refused = await refusalOf(async () => credential(await certificate()).getToken(scope));
    expect(refused.message).toMatch(/AADSTS700027: /);
    outcomes.saw(name, 'no certificate at all', refused.name);
  });
});

describe('an assertion that the client signed itself', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  async function present(held: SelfSigned, more: object = {}, bend = (jwt: string) => jwt): Promise<string> {
    const now = Math.floor((await world.client.now()) / 1000);
    const aud = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
    const header = { alg: 'RS256', typ: 'JWT', 'x5t#S256': Buffer.from(held.thumbprint, 'hex').toString('base64url') };
    const claims = { aud, iss: app.appId, sub: app.appId, jti: 'one', nbf: now, exp: now + 600, ...more };
    const content = `${part(header)}.${part(claims)}`;
    const jwt = bend(`${content}.${createSign('sha256').update(content).sign(held.privateKey).toString('base64url')}`);
    const form = {
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt,
      scope,
    };
    const body = new URLSearchParams(form).toString();
    const answer = await world.client.send({ method: 'POST', url: aud, body });
    return `${answer.status} ${answer.body}`;
  }

  it.each<[string, Record<string, unknown> | ((jwt: string) => string), RegExp]>([
    ['as it should be', {}, /^200 /],
    ['for another application', { iss: '00000000-0000-4000-8000-000000000001' }, /AADSTS50027:|AADSTS700021:/],
    ['about another application', { sub: '00000000-0000-4000-8000-000000000001' }, /^401 .*AADSTS700021:/],
    ['for another audience', { aud: 'https://example.com' }, /^401 .*AADSTS700023:/],
    ['that is over', { exp: 1 }, /^401 .*AADSTS700024:/],
    ['that is not yet', { nbf: 4_000_000_000 }, /^401 .*AADSTS700024:/],
    [
      'altered',
      (jwt) => jwt.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA')),
      /^401 .*AADSTS700027: .*invalid signature/,
    ],
    ['of no algorithm', (jwt) => [part({ alg: 'none' }), ...jwt.split('.').slice(1)].join('.'), /^401 .*AADSTS700027:/],
  ])('%s', async (column, change, sentence) => {
    const held = await certificate();
    await register(held);
    const seen = typeof change === 'function' ? await present(held, {}, change) : await present(held, change);
    expect(seen).toMatch(sentence);
    if (column === 'altered') outcomes.saw(name, 'altered signature', '401 invalid_client');
  });

  it('is in the log as it was sent, so that who replays it checks the signature again', async () => {
    const held = await certificate();
    await register(held);
    await present(held);
    const last = world.edge.tenant.entries.at(-1)?.input;
    expect(last?.kind === 'request' && last.request.body).toMatch(/client_assertion=eyJ/);
  });
});

it('reads of a certificate what the platform reads of it', async () => {
  const { der, pem, thumbprint } = await certificate(-minute, day);
  const known = new X509Certificate(pem);
  const read = readCertificate(der);
  expect(read).toMatchObject({
    der,
    subject: 'pipeline',
    notBefore: known.validFromDate.getTime(),
    notAfter: known.validToDate.getTime(),
    thumbprint: known.fingerprint.replaceAll(':', ''),
    thumbprintSha256: thumbprint,
  });
  expect(readCertificate(pem)).toEqual(read);
  const { n } = known.publicKey.export({ format: 'jwk' });
  expect(read?.publicKey).toEqual({ n: Buffer.from(n ?? '', 'base64url').toString('hex'), e: '010001' });
  for (const broken of ['', 'AAAA', der.slice(0, 400), `${der.slice(0, 40)}////${der.slice(44)}`])
    expect(readCertificate(broken)?.subject).not.toBe('pipeline');
});
