import { CompactSign, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IssuedToken } from '#kernel/define.ts';
import type { HttpResponse } from '#kernel/http.ts';
import { group, openWorld, vaultId, type World } from '../conformance/world.ts';
import { Random } from './random.ts';

/** Where a token is used, for which resource it must be, and what is said to one that does not stand the look. */
const targets = [
  {
    name: 'Resource Manager',
    resource: 'https://management.azure.com/',
    url: `https://management.azure.com${vaultId}?api-version=2023-07-01`,
    code: 'InvalidAuthenticationToken',
  },
  {
    name: 'a vault',
    resource: 'https://vault.azure.net',
    url: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4',
    code: 'Unauthorized',
  },
  {
    name: 'Microsoft Graph',
    resource: 'https://graph.microsoft.com',
    url: 'https://graph.microsoft.com/v1.0/me',
    code: 'InvalidAuthenticationToken',
  },
];

const text = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const read = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

/** What a request may leave behind although it was refused: time, and the logs. */
const state = (): unknown => {
  const { clock: _clock, activityLog: _log, logs: _logs, ...rest } = world.edge.tenant.tables.snapshot();
  return rest;
};

const get = (url: string, authorization: string): Promise<HttpResponse> =>
  world.client.send({ method: 'GET', url, headers: { authorization } });
const codeOf = ({ body }: HttpResponse): unknown => (JSON.parse(body) as { error?: { code?: unknown } }).error?.code;

describe.each(targets)('a token at $name', ({ resource, url, code }) => {
  let token = '';
  let parts: [string, string, string] = ['', '', ''];
  beforeAll(async () => {
    token = await world.tokenOf('owner', `${resource}/.default`);
    parts = token.split('.') as [string, string, string];
  });

  it('is taken as it was issued', async () => {
    expect((await get(url, `Bearer ${token}`)).status).toBe(200);
  });

  const changes: [string, () => string | Promise<string>][] = [
    [
      'claims of somebody else',
      () => [parts[0], text({ ...read(parts[1]), oid: '00000000-0000-0000-0000-000000000000' }), parts[2]].join('.'),
    ],
    ['a longer life', () => [parts[0], text({ ...read(parts[1]), exp: 4_000_000_000 }), parts[2]].join('.')],
    ['the algorithm none', () => [text({ alg: 'none', typ: 'JWT' }), parts[1], ''].join('.')],
    ['another key id', () => [text({ ...read(parts[0]), kid: 'other' }), parts[1], parts[2]].join('.')],
    ['half a signature', () => token.slice(0, -100)],
    ['no signature', () => `${parts[0]}.${parts[1]}.`],
    [
      'the signature of another token',
      async () => [parts[0], parts[1], (await world.tokenOf('reader', `${resource}/.default`)).split('.')[2]].join('.'),
    ],
    [
      'the same claims under another key',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new CompactSign(Buffer.from(parts[1], 'base64url'))
          .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
          .sign(privateKey);
      },
    ],
    ['its parts in another order', () => [parts[1], parts[0], parts[2]].join('.')],
    ['something after it', () => `${token}x`],
    ['words that are no token', () => 'let-me-in'],
    [
      'its name inside the tenant in its place',
      () =>
        world.edge.tenant.tables.all<IssuedToken>('tokens').find(({ claims }) => claims.aud === resource)?.ref ?? '',
    ],
  ];

  it.each(changes)('with %s is refused, and nothing happens', async (_what, change) => {
    const changed = await change();
    const before = state();
    const answer = await get(url, `Bearer ${changed}`);
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status: 401, code });
    expect(state()).toEqual(before);
  });

  it('with any letter of it changed is refused', { timeout: 60_000 }, async () => {
    const random = new Random(`token ${resource}`);
    for (let number = 0; number < 60; number += 1) {
      // The last letter of a signature carries bits that no decoder reads.
      const at = random.below(token.length - 1);
      const letter = random.pick([...'ABCxyz019-_.'].filter((one) => one !== token[at]));
      const answer = await get(url, `Bearer ${token.slice(0, at)}${letter}${token.slice(at + 1)}`);
      expect({ at, letter, status: answer.status }).toEqual({ at, letter, status: 401 });
    }
  });

  it('is refused once its time is over', async () => {
    await world.client.wait(25 * 3_600_000);
    const answer = await get(url, `Bearer ${token}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatch(/expir/i);
    expect(group).toContain('rg1');
  });
});
