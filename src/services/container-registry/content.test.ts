import { describe, expect, it } from 'vitest';
import { minute } from '#kernel/clock.ts';
import type { LogRow } from '#kernel/logs.ts';
import { challengeOf, codes, Fixture, registryId } from './fixture.ts';

const manifest = '/v2/shop/api/manifests/v1';
const pull = 'repository:shop/api:pull';
const realm = 'Bearer realm="https://crlab.azurecr.io/oauth2/token",service="crlab.azurecr.io"';
const required = 'authentication required, visit https://aka.ms/acr/authorization for more information.';

describe('a pull, step by step', () => {
  it('goes from the challenge to the exchange, to the token, to the manifest', () => {
    const t = new Fixture();
    t.may('app', 'pull/read');
    expect(challengeOf(t.content('GET', '/v2/', null))).toBe(realm);
    const challenged = t.content('GET', manifest, null);
    expect(challengeOf(challenged)).toBe(`${realm},scope="${pull}"`);
    expect(challenged.json).toEqual({
      errors: [
        { code: 'UNAUTHORIZED', message: required, detail: [{ Type: 'repository', Name: 'shop/api', Action: 'pull' }] },
      ],
    });
    const refresh = String(t.exchange('app').json['refresh_token']);
    const access = String(t.accessToken(refresh, pull).json['access_token']);
    expect(t.tables.get('tokens', access)).toMatchObject({
      claims: {
        iss: 'Azure Container Registry',
        aud: 'crlab.azurecr.io',
        grant_type: 'access_token',
        oid: 'app',
        access: [{ type: 'repository', name: 'shop/api', actions: ['pull'] }],
      },
    });
    expect(t.content('GET', '/v2/', access).status).toBe(200);
    const got = t.content('GET', manifest, access);
    const digest = String(got.response.headers['docker-content-digest']);
    expect([got.status, got.json['schemaVersion'], digest]).toEqual([
      200,
      2,
      expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    ]);
    expect(t.content('GET', `/v2/shop/api/manifests/${digest}`, access).text).toBe(got.text);
    expect(t.content('HEAD', manifest, access)).toMatchObject({ status: 200, text: '' });
  });

  it.each<[string, number, string[], (t: Fixture) => ReturnType<Fixture['content']>]>([
    ['no role: no exchange', 401, ['UNAUTHORIZED'], (t) => t.exchange('nobody')],
    ['a token for another target', 401, ['UNAUTHORIZED'], (t) => t.exchange('app', {}, 'https://vault.azure.net')],
    ['an invented token', 401, ['UNAUTHORIZED'], (t) => t.exchange('app', { access_token: 'tk.999' })],
    ['another service', 400, ['UNSUPPORTED'], (t) => t.exchange('app', { service: 'other.azurecr.io' })],
    [
      'a token of Entra ID for content',
      401,
      ['UNAUTHORIZED'],
      (t) => t.content('GET', manifest, t.token('app', 'https://management.azure.com/')),
    ],
    [
      'a refresh token for content',
      401,
      ['UNAUTHORIZED'],
      (t) => t.content('GET', manifest, String(t.exchange('app').json['refresh_token'])),
    ],
    ['an access token for another', 401, ['UNAUTHORIZED'], (t) => t.accessToken(t.registryToken('app', pull), pull)],
    [
      'the right to push, asked by who may pull',
      401,
      ['UNAUTHORIZED'],
      (t) => t.accessToken(String(t.exchange('app').json['refresh_token']), 'repository:shop/api:push'),
    ],
    [
      'another repository than that of the token',
      401,
      ['DENIED', 'UNAUTHORIZED'],
      (t) => t.content('GET', '/v2/other/manifests/v1', t.registryToken('app', pull)),
    ],
    [
      'a push with a token to pull',
      401,
      ['DENIED', 'UNAUTHORIZED'],
      (t) => t.content('PUT', manifest, t.registryToken('app', pull), {}),
    ],
    [
      'tags with a token to pull',
      401,
      ['DENIED', 'UNAUTHORIZED'],
      (t) => t.content('GET', '/v2/shop/api/tags/list', t.registryToken('app', pull)),
    ],
    [
      'no such tag',
      404,
      ['MANIFEST_UNKNOWN'],
      (t) => t.content('GET', '/v2/shop/api/manifests/v9', t.registryToken('app', pull)),
    ],
    [
      'no such repository',
      404,
      ['NAME_UNKNOWN'],
      (t) => t.content('GET', '/v2/none/tags/list', t.registryToken('app', 'repository:none:metadata_read')),
    ],
    [
      'a blob',
      501,
      ['NotSimulated'],
      (t) => t.content('GET', '/v2/shop/api/blobs/sha256:0', t.registryToken('app', pull)),
    ],
  ])('%s: %i', (_, status, expected, send) => {
    const t = new Fixture();
    t.may('app', 'pull/read');
    expect(codes(send(t))).toEqual([status, expected]);
  });

  it('is given a part of what it asks for', () => {
    const t = new Fixture();
    t.may('app', 'pull/read');
    const both = t.registryToken('app', 'repository:shop/api:pull,push');
    expect(t.content('GET', manifest, both).status).toBe(200);
    const pushed = t.content('PUT', manifest, both, { schemaVersion: 2 });
    expect([...codes(pushed), challengeOf(pushed)]).toEqual([
      401,
      ['DENIED', 'UNAUTHORIZED'],
      `${realm},scope="repository:shop/api:push",error="insufficient_scope"`,
    ]);
  });

  it('lists repositories and tags, and pushes what AcrPush lets it', () => {
    const t = new Fixture();
    t.may('ci', 'pull/read', 'push/write');
    const token = t.registryToken(
      'ci',
      'repository:shop/web:push registry:catalog:* repository:shop/web:metadata_read',
    );
    expect(t.content('PUT', '/v2/shop/web/manifests/v2', token, { schemaVersion: 2 }).status).toBe(201);
    expect(t.content('PUT', '/v2/shop/web/manifests/v2', token, 'x').json).toMatchObject({
      errors: [{ code: 'MANIFEST_INVALID' }],
    });
    expect(t.content('GET', '/v2/_catalog', token).json).toEqual({ repositories: ['shop/api', 'shop/web'] });
    expect(t.content('GET', '/v2/shop/web/tags/list', token).json).toEqual({ name: 'shop/web', tags: ['v2'] });
  });

  it('ends with its token: 75 minutes after the role is gone', () => {
    const t = new Fixture();
    t.may('app', 'pull/read');
    const refresh = String(t.exchange('app').json['refresh_token']);
    const access = String(t.accessToken(refresh, pull).json['access_token']);
    t.now += 74 * minute;
    expect(t.content('GET', manifest, access).status).toBe(200);
    t.now += 2 * minute;
    expect(t.content('GET', manifest, access).status).toBe(401);
    expect(t.accessToken(refresh, pull).status).toBe(200);
    t.now += 120 * minute;
    expect(t.accessToken(refresh, pull).status).toBe(401);
  });
});

describe('the admin user', () => {
  it('pulls with a password while it is on', () => {
    const t = new Fixture({ adminUserEnabled: true });
    const { username, passwords } = t.arm('POST', `${registryId()}/listCredentials`).json as unknown as {
      username: string;
      passwords: { name: string; value: string }[];
    };
    for (const { value } of passwords) expect(t.basic(manifest, username, value).status).toBe(200);
    const [first = { value: '' }, second = { value: '' }] = passwords;
    const access = t.basic(`/oauth2/token?service=crlab.azurecr.io&scope=${pull}`, username, first.value);
    expect(t.content('GET', manifest, String(access.json['access_token'])).status).toBe(200);
    t.arm('POST', `${registryId()}/regenerateCredential`, { name: 'password' });
    expect([t.basic(manifest, username, first.value).status, t.basic(manifest, username, second.value).status]).toEqual(
      [401, 200],
    );
    t.arm('PATCH', registryId(), { properties: { adminUserEnabled: false } });
    expect(t.basic(manifest, username, second.value).status).toBe(401);
    expect(t.arm('POST', `${registryId()}/listCredentials`).json).toMatchObject({
      error: { code: 'UnAuthorizedForCredentialOperations' },
    });
  });

  it('is nobody with a wrong password', () => {
    const t = new Fixture({ adminUserEnabled: true });
    expect([t.basic(manifest, 'crlab', 'wrong').status, t.basic(manifest, 'other', '').status]).toEqual([401, 401]);
  });
});

describe('the network', () => {
  it.each<[string, Record<string, unknown>, number]>([
    ['closed', { publicNetworkAccess: 'Disabled' }, 403],
    ['other addresses', { networkRuleSet: { defaultAction: 'Deny', ipRules: [{ value: '192.0.2.0/24' }] } }, 403],
    ['this address', { networkRuleSet: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.10' }] } }, 200],
  ])('%s', (_, properties, status) => {
    const t = new Fixture(properties, 'Premium');
    t.may('app', 'pull/read');
    const answer = t.exchange('app');
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(answer.json).toEqual({
        errors: [
          {
            code: 'DENIED',
            message:
              "client with IP '203.0.113.10' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
          },
        ],
      });
  });
});

describe('a pull by a host of Azure', () => {
  /** An identity that Entra ID knows. */
  const furnished = (properties: Record<string, unknown> = {}) => {
    const t = new Fixture(properties);
    const id = registryId().replace(/providers.*/, 'providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1');
    const { principalId } = t.arm('PUT', id, { location: 'westeurope' }).json['properties'] as unknown as {
      principalId: string;
    };
    t.put('diagnosticSettings', 'd', {
      id: 'd',
      name: 'd',
      resourceId: registryId(),
      categories: ['ContainerRegistryRepositoryEvents'],
      categoryGroups: [],
      body: {},
    });
    return { t, principalId };
  };
  const log = (t: Fixture): unknown[] =>
    t.tables
      .all<LogRow>('logs')
      .filter(({ resourceId }) => resourceId === registryId())
      .map(({ columns }) => columns);

  it.each<[string, Record<string, string>, boolean, number, string | undefined]>([
    ['with AcrPull', {}, true, 200, undefined],
    ['by its full name', { registry: 'crlab.azurecr.io', image: 'crlab.azurecr.io/shop/api:v1' }, true, 200, undefined],
    ['without a role', {}, false, 401, 'UNAUTHORIZED'],
    ['by nobody', { principalId: '' }, true, 401, 'UNAUTHORIZED'],
    ['by a principal that is gone', { principalId: '99999999-0000-4000-8000-000000000000' }, true, 401, 'UNAUTHORIZED'],
    ['of no such tag', { image: 'shop/api:v9' }, true, 404, 'MANIFEST_UNKNOWN'],
    ['from no such registry', { registry: 'crnone' }, true, 404, 'NAME_UNKNOWN'],
    ['by the admin user that is off', { username: 'crlab', password: '' }, true, 401, 'UNAUTHORIZED'],
  ])('%s', (_, change, granted, status, code) => {
    const { t, principalId } = furnished();
    if (granted) t.may(principalId, 'pull/read');
    const answer = t.inside('POST', '/containerRegistry/pull', {
      registry: 'crlab',
      image: 'shop/api:v1',
      principalId,
      ...change,
    });
    expect([answer.status, answer.json['error']?.['code']]).toEqual([status, code]);
    if (status === 200) expect(answer.json).toMatchObject({ repository: 'shop/api', tag: 'v1' });
    if (change['registry'] === 'crnone') return;
    expect(log(t)).toEqual([
      expect.objectContaining({ OperationName: 'Pull', Repository: 'shop/api', ResultType: String(status) }),
    ]);
  });

  it('passes no closed network', () => {
    const { t, principalId } = furnished({ publicNetworkAccess: 'Disabled' });
    t.may(principalId, 'pull/read');
    expect(
      t.inside('POST', '/containerRegistry/pull', { registry: 'crlab', image: 'shop/api:v1', principalId }),
    ).toMatchObject({
      status: 403,
      json: { error: { code: 'DENIED' } },
    });
  });
});

it('nothing answers where there is no registry, or without TLS', () => {
  const t = new Fixture();
  for (const url of ['https://crnone.azurecr.io/v2/', 'http://crlab.azurecr.io/v2/'])
    expect(t.send('GET', url, undefined, { token: null }).status).toBe(0);
});
