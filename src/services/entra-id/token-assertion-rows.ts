import { hour } from '#kernel/clock.ts';
import type { Row } from './token-fixture.ts';

/** How an assertion fails to prove who asks. Rows for token-errors.test.ts. */
export const assertionRows: Row[] = [
  [
    50027,
    'an assertion that is no JWT',
    400,
    'invalid_request',
    'JWT token is invalid or malformed.',
    (a) => a.assertion('nothing'),
  ],
  [70025, 'no trust at all', 401, 'invalid_client', 'The client ', (a) => a.assertion(a.o.job())],
  [
    70021,
    'a trust of this minute',
    400,
    'invalid_request',
    'No matching federated identity record found for presented assertion. Assertion Issuer: ',
    (a) => {
      a.o.trust('main');
      return a.assertion(a.o.job());
    },
  ],
  [
    700211,
    'another issuer',
    401,
    'invalid_client',
    'No matching federated identity record found for presented assertion issuer ',
    (a) => {
      a.trusted();
      const kubernetes = { issuer: 'kubernetes', url: 'https://oidc.example', namespace: 'n', serviceAccount: 's' };
      return a.assertion(String(a.o.t.inside('POST', '/entra/assertions', kubernetes).json['ref']));
    },
  ],
  [
    700212,
    'another audience',
    401,
    'invalid_client',
    'No matching federated identity record found for presented assertion audience ',
    (a) => {
      a.trusted();
      return a.assertion(a.o.job(undefined, undefined, { audience: 'https://github.com/Contoso' }));
    },
  ],
  [
    700213,
    'another subject',
    401,
    'invalid_client',
    'No matching federated identity record found for presented assertion subject ',
    (a) => {
      a.trusted();
      return a.assertion(a.o.job('Contoso/shop', 'ref:refs/heads/dev'));
    },
  ],
  [
    7002138,
    'a subject in another case',
    401,
    'invalid_client',
    'No matching federated identity record found for presented assertion subject ',
    (a) => {
      a.trusted();
      return a.assertion(a.o.job('contoso/shop'));
    },
  ],
  [
    700024,
    'an assertion of an hour ago',
    401,
    'invalid_client',
    'Client assertion is not within its valid time range. Current time: ',
    (a) => {
      a.trusted();
      const old = a.o.job();
      a.o.t.now += hour;
      return a.assertion(old);
    },
  ],
  [
    700027,
    'a certificate of nobody',
    401,
    'invalid_client',
    'The certificate with identifier used to sign the client assertion is not registered on application. ',
    (a) => a.signed({ x5t: 'AAAA' }),
  ],
];
