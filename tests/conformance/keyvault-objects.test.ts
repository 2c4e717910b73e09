import { CertificateClient } from '@azure/keyvault-certificates';
import { KeyClient, type JsonWebKey } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { Outcomes } from './outcomes.ts';
import { selfSigned, type SelfSigned } from './self-signed.ts';
import { all, credentialOf, fixedToken, httpClientOver, lastWords, refusalOf, type Exchange } from './transport.ts';
import { openWorld, type Person, type World } from './world.ts';

const vaultUrl = 'https://kv1.vault.azure.net';
const columns = ['works', 'no role', 'wrong audience', 'object'];

let world: World;
let held: SelfSigned;
let jwk: JsonWebKey;
beforeAll(async () => {
  world = await openWorld();
  const now = await world.client.now();
  held = selfSigned('shop', now - day, now + 90 * day);
  const { n, e, d } = held.privateKey.export({ format: 'jwk' });
  const bytes = (text = ''): Uint8Array => Buffer.from(text, 'base64url');
  jwk = { kty: 'RSA', n: bytes(n), e: bytes(e), d: bytes(d) };
});

interface Row<Client> {
  operation: string;
  works(client: Client): Promise<unknown>;
  object(client: Client): Promise<unknown>;
  refusal: [number, string] | string;
}

const keys: Row<KeyClient>[] = [
  {
    operation: 'importKey',
    works: (c) => c.importKey('rsa', jwk, { tags: { a: 'b' } }),
    object: (c) => c.importKey('rsa', { kty: 'oct', k: new Uint8Array(16) }),
    refusal: [400, 'BadParameter'],
  },
  {
    operation: 'getKey',
    works: (c) => c.getKey('rsa'),
    object: (c) => c.getKey('none'),
    refusal: [404, 'KeyNotFound'],
  },
  {
    operation: 'listPropertiesOfKeys',
    works: (c) => all(c.listPropertiesOfKeys()),
    object: (c) => all(c.listPropertiesOfKeys().byPage({ maxPageSize: 26 })),
    refusal: [400, 'BadParameter'],
  },
  {
    operation: 'listPropertiesOfKeyVersions',
    works: (c) => all(c.listPropertiesOfKeyVersions('rsa')),
    object: (c) => all(c.listPropertiesOfKeyVersions('none')),
    refusal: [404, 'KeyNotFound'],
  },
];
const pem = (): Uint8Array => Buffer.from(held.pem);
const policy = { contentType: 'application/x-pem-file' as const };

const certificates: Row<CertificateClient>[] = [
  {
    operation: 'importCertificate',
    works: (c) => c.importCertificate('tls', pem(), { policy }),
    object: (c) =>
      c.importCertificate('tls', Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'), {
        policy,
      }),
    refusal: [400, 'BadParameter'],
  },
  {
    operation: 'getCertificate',
    works: (c) => c.getCertificate('tls'),
    object: (c) => c.getCertificate('none'),
    refusal: [404, 'CertificateNotFound'],
  },
  {
    operation: 'getCertificateVersion',
    works: async (c) => c.getCertificateVersion('tls', (await c.getCertificate('tls')).properties.version ?? ''),
    object: (c) => c.getCertificateVersion('tls', '0123456789abcdef0123456789abcdef'),
    refusal: [404, 'CertificateNotFound'],
  },
  {
    operation: 'listPropertiesOfCertificates',
    works: (c) => all(c.listPropertiesOfCertificates()),
    object: async (c) =>
      expect((await all(c.listPropertiesOfCertificates())).map(({ name }) => name)).not.toContain('none'),
    refusal: 'ok: a list has no object to lack',
  },
  {
    operation: 'listPropertiesOfCertificateVersions',
    works: (c) => all(c.listPropertiesOfCertificateVersions('tls')),
    object: (c) => all(c.listPropertiesOfCertificateVersions('none')),
    refusal: [404, 'CertificateNotFound'],
  },
];

/** Each operation four ways. The client puts its own words in the place of the vault's, so the wire is looked at. */
function tryAll<Client>(
  title: string,
  make: (credential: TokenCredential, seen: Exchange[]) => Client,
  rows: Row<Client>[],
) {
  const outcomes = new Outcomes(title, columns);
  afterAll(() => console.log(outcomes.print()));
  const by = (person: Person, seen: Exchange[] = []): Client => make(credentialOf(world, person), seen);

  it.each(rows.map((row) => [row.operation, row] as const))('%s', async (operation, { works, object, refusal }) => {
    const seen: Exchange[] = [];
    const denied = await refusalOf(() => works(by('nobody', seen)));
    expect([denied.statusCode, lastWords(seen).inner]).toEqual([403, 'ForbiddenByRbac']);
    outcomes.saw(operation, 'no role', '403 ForbiddenByRbac');

    const arm = fixedToken(await world.tokenOf('owner', 'https://management.azure.com/.default'));
    const wrong = await refusalOf(() => works(make(arm, seen)));
    expect([wrong.statusCode, lastWords(seen).message]).toEqual([
      401,
      expect.stringMatching(/^AKV10022: Invalid audience/),
    ]);
    outcomes.saw(operation, 'wrong audience', '401 AKV10022');

    await works(by('owner'));
    outcomes.saw(operation, 'works', 'ok');

    if (typeof refusal === 'string') {
      await object(by('owner'));
      return outcomes.saw(operation, 'object', refusal);
    }
    const refused = await refusalOf(() => object(by('owner', seen)));
    const { error } = JSON.parse(seen.at(-1)?.answer ?? '{}') as { error?: { code?: string } };
    expect([refused.statusCode, error?.code]).toEqual(refusal);
    outcomes.saw(operation, 'object', refusal.join(' '));
  });
  it('leaves no cell of the table empty', () => expect(outcomes.empty()).toEqual([]));
}

describe('KeyClient, unchanged', () => {
  const make = (credential: TokenCredential, seen: Exchange[] = []) =>
    new KeyClient(vaultUrl, credential, { httpClient: httpClientOver(world.client.send, seen) });
  tryAll('@azure/keyvault-keys KeyClient', make, keys);

  it('is given the public part alone, also of what it imported', async () => {
    const seen: Exchange[] = [];
    const key = await make(credentialOf(world, 'owner'), seen).importKey('mine', jwk);
    expect([key.key?.n, key.key?.d]).toEqual([jwk.n, undefined]);
    expect(seen.at(-1)?.answer).not.toContain(Buffer.from(jwk.d ?? []).toString('base64url'));
  });
});

describe('CertificateClient, unchanged', () => {
  const options = () => ({ httpClient: httpClientOver(world.client.send) });
  const make = (credential: TokenCredential, seen: Exchange[] = []) =>
    new CertificateClient(vaultUrl, credential, { httpClient: httpClientOver(world.client.send, seen) });
  tryAll('@azure/keyvault-certificates CertificateClient', make, certificates);

  it('keeps the private key in a secret of the same name, which the right to read certificates does not open', async () => {
    const owner = credentialOf(world, 'owner');
    const certificate = await make(owner).importCertificate('whole', pem(), { policy });
    expect(Buffer.from(certificate.cer ?? []).toString('base64')).toBe(held.der);
    expect(certificate.secretId).toContain('/secrets/whole/');
    const { value, properties } = await new SecretClient(vaultUrl, owner, options()).getSecret('whole');
    expect([value, properties.managed, properties.contentType]).toEqual([held.pem, true, 'application/x-pem-file']);
    const key = await new KeyClient(vaultUrl, owner, options()).getKey('whole');
    expect([key.properties.managed, Buffer.from(key.key?.n ?? [])]).toEqual([true, Buffer.from(jwk.n ?? [])]);
  });
});
