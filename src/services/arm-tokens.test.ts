import { describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, start, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const tenant = (): TestTenant => new TestTenant([resourceManager, authorization]);
const here = `${scopes.rg}?api-version=2024-11-01`;
const ask = (one: TestTenant, who: string, headers?: Record<string, string>) =>
  one.send(who, 'GET', `https://management.azure.com${here}`, undefined, headers);

const wrongAudience =
  "401 InvalidAuthenticationTokenAudience: The access token has been obtained for wrong audience or resource 'https://graph.microsoft.com'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.";

describe('a token at Resource Manager', () => {
  it.each([
    ['none', undefined, "401 AuthenticationFailed: Authentication failed. The 'Authorization' header is missing."],
    [
      'not a bearer',
      'Basic eA==',
      "401 AuthenticationFailed: Authentication failed. The 'Authorization' header is provided in an invalid format.",
    ],
    ['unknown', 'Bearer tk.404', '401 InvalidAuthenticationToken: The access token is invalid.'],
  ])('is refused when it is %s', (_, authorizationHeader, words) => {
    const said = ask(
      tenant(),
      'nobody',
      authorizationHeader === undefined ? {} : { authorization: authorizationHeader },
    );
    expect(sentence(said)).toBe(words);
    expect(said.headers['www-authenticate']).toContain(`authorization_uri="https://login.windows.net/${ids.tenant}"`);
  });

  it('is refused when it is for another audience', () => {
    const one = tenant();
    expect(sentence(ask(one, one.token(ids.ada, { aud: 'https://graph.microsoft.com' })))).toBe(wrongAudience);
  });

  it.each(['https://management.azure.com', 'https://management.core.windows.net/', 'HTTPS://management.azure.com/'])(
    'is taken for %s',
    (aud) => {
      const one = tenant();
      one.grant(ids.ada, roles.reader, scopes.sub);
      expect(ask(one, one.token(ids.ada, { aud })).status).toBe(200);
    },
  );

  it('is refused when another tenant issued it', () => {
    const one = tenant();
    expect(sentence(ask(one, one.token(ids.ada, { tid: ids.otherSub })))).toMatch(
      /^401 InvalidAuthenticationTokenTenant: The access token is from the wrong issuer 'https:\/\/sts\.windows\.net\/33333333-/,
    );
  });

  it('is refused when it has expired, with times in the American way', () => {
    const one = tenant();
    const token = one.token(ids.ada, { exp: Date.UTC(2026, 10, 23, 22, 54, 41) / 1000 });
    one.now = Date.UTC(2026, 10, 24, 0, 5, 3);
    expect(sentence(ask(one, token))).toBe(
      "401 ExpiredAuthenticationToken: The access token expiry UTC time '11/23/2026 10:54:41 PM' is earlier than current UTC time '11/24/2026 12:05:03 AM'.",
    );
  });
});

describe('the api-version', () => {
  const versioned = (version: string) => {
    const one = tenant();
    one.grant(ids.ada, roles.reader, scopes.sub);
    return sentence(one.send(one.token(ids.ada), 'GET', `https://management.azure.com${scopes.rg}${version}`));
  };

  it.each(['', '?api-version='])('is required (%j)', (query) => {
    expect(versioned(query)).toBe(
      '400 MissingApiVersionParameter: The api-version query parameter (?api-version=) is required for all requests.',
    );
  });

  it.each(['latest', '2024-13-01', '2024-1-1', '2024-11-01x', '20241101'])('is refused when it is %s', (version) => {
    expect(versioned(`?api-version=${version}`)).toMatch(/^400 InvalidApiVersionParameter: The api-version '/);
  });

  it.each(['2015-11-01', '2026-03-01', '2022-05-01-preview', '2024-11-01-PREVIEW'])('may be %s', (version) => {
    expect(versioned(`?api-version=${version}`)).toBe('200');
    expect(versioned(`?API%2Dversion=${version}`)).toBe('200');
  });
});

describe('an answer of Resource Manager', () => {
  it('carries the common headers, the same ones when the log is folded again', () => {
    const said = [tenant(), tenant()].map((one) => ask(one, 'setup').headers);
    expect(said[0]).toEqual(said[1]);
    expect(said[0]).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      date: new Date(start).toUTCString(),
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-ms-ratelimit-remaining-subscription-global-reads': '16499',
      'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'x-ms-correlation-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'x-ms-routing-request-id': expect.stringMatching(/^WESTEUROPE:20261123T090000Z:[0-9a-f-]{36}$/) as string,
    });
  });

  it('says which content was wrong', () => {
    const one = tenant();
    expect(sentence(one.send('setup', 'PUT', scopes.rg, '{broken'))).toMatch(
      /^400 InvalidRequestContent: The request content was invalid and could not be deserialized: '/,
    );
  });

  it('says so when nothing here answers', () => {
    expect(sentence(tenant().send('setup', 'GET', `${scopes.sub}/providers/Microsoft.Nothing/things`))).toMatch(
      /^501 NotSimulated: /,
    );
  });
});
