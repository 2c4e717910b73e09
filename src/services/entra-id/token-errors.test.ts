import { describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { assertionRows } from './token-assertion-rows.ts';
import { Asked, vault, type Cause, type Row } from './token-fixture.ts';

/** Source: "Microsoft Entra authentication and authorization error codes"; what else is known is said in `deviations.ts`. */
const rows: Row[] = [
  [
    900144,
    'no grant',
    400,
    'invalid_request',
    'The request body must contain the following parameter: ',
    (a) => a.ask({ grant_type: '' }),
  ],
  [
    900144,
    'no client',
    400,
    'invalid_request',
    "The request body must contain the following parameter: 'client_id'",
    (a) => a.ask({ client_id: '' }),
  ],
  [
    900144,
    'no target',
    400,
    'invalid_request',
    'The request body must contain the following parameter: ',
    (a) => a.secret({ scope: '' }),
  ],
  [
    70003,
    'no such grant',
    400,
    'unsupported_grant_type',
    "The app requested an unsupported grant type 'magic'.",
    (a) => a.ask({ grant_type: 'magic' }),
  ],
  [
    90002,
    'another tenant',
    400,
    'invalid_request',
    "Tenant 'fabrikam.com' not found. ",
    (a) => a.ask({}, 'fabrikam.com'),
  ],
  [
    9002313,
    'a refresh token of nobody',
    400,
    'invalid_grant',
    'Invalid request. ',
    (a) => a.person({ refresh_token: 'rt.eve' }),
  ],
  [
    700016,
    'a client of nobody',
    400,
    'unauthorized_client',
    "Application with identifier 'eve' was not found in the directory 'Contoso'.",
    (a) => a.ask({ client_id: 'eve', client_secret: 'x' }),
  ],
  [
    7000218,
    'no credential',
    401,
    'invalid_client',
    'The request body must contain the following parameter: ',
    (a) => a.ask({}),
  ],
  [
    7000215,
    'a wrong secret',
    401,
    'invalid_client',
    'Invalid client secret provided. ',
    (a) => a.ask({ client_secret: 'wrong' }),
  ],
  [
    7000222,
    'an expired secret',
    401,
    'invalid_client',
    'The provided client secret keys for app ',
    (a) => {
      const client_secret = a.o.password({ endDateTime: '2026-11-24T00:00:00Z' });
      a.o.t.now += 2 * day;
      return a.ask({ client_secret });
    },
  ],
  [
    7000112,
    'a disabled client',
    400,
    'unauthorized_client',
    'Application ',
    (a) => {
      a.disable(a.o.principalId);
      return a.secret();
    },
  ],
  [
    7000229,
    'a client without a principal',
    400,
    'unauthorized_client',
    'The client application ',
    (a) => {
      a.o.t.graph('DELETE', `/servicePrincipals/${a.o.principalId}`, a.o.admin);
      return a.secret();
    },
  ],
  [
    500011,
    'a target of nobody',
    400,
    'invalid_resource',
    'The resource principal named https://kv1.vault.azure.net was not found in the tenant named Contoso.',
    (a) => a.secret({ scope: 'https://kv1.vault.azure.net/.default' }),
  ],
  [
    500014,
    'a disabled target',
    400,
    'invalid_resource',
    "The service principal for resource 'api://x' is disabled. ",
    (a) => a.secret({ scope: a.api({ accountEnabled: false }) }),
  ],
  [
    500014,
    'a disabled target, asked for by a person',
    400,
    'invalid_resource',
    "The service principal for resource 'api://x' is disabled. ",
    (a) => a.person({ scope: a.api({ accountEnabled: false }) }),
  ],
  [
    501051,
    'a target that wants its callers assigned',
    400,
    'invalid_grant',
    'Application ',
    (a) => a.secret({ scope: a.api({ appRoleAssignmentRequired: true }) }),
  ],
  [
    1002012,
    'an application without .default',
    400,
    'invalid_scope',
    'The provided value for scope ',
    (a) => a.secret({ scope: `${vault}/read` }),
    2,
  ],
  [
    28000,
    'two targets',
    400,
    'invalid_request',
    'Provided value for the input parameter scope is not valid ',
    (a) => a.person({ scope: `${vault}/.default https://graph.microsoft.com/.default` }),
    2,
  ],
  [
    70011,
    '.default beside a permission',
    400,
    'invalid_scope',
    "The provided request must include a 'scope' input parameter. ",
    (a) => a.person({ scope: `${vault}/.default ${vault}/read` }),
    2,
  ],
  [
    50057,
    'a disabled person',
    400,
    'invalid_grant',
    'The user account is disabled.',
    (a) => {
      a.person({});
      const { id } = a.o.t.user('Bob');
      a.o.t.put('users', id, { ...a.o.t.tables.get('users', id), accountEnabled: false });
      const client_id = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
      return a.ask({ grant_type: 'refresh_token', refresh_token: 'rt.bob', client_id });
    },
  ],
  ...assertionRows,
];

describe('refusals of the token endpoint', () => {
  const cases = rows.flatMap((row) =>
    ([1, 2] as const)
      .filter((version) => (row[6] ?? version) === version)
      .map((version) => [version, ...(row.slice(0, 6) as Cause)] as const),
  );

  it.each(cases)('version %i: AADSTS%i for %s is %i %s', (version, number, _what, status, error, text, cause) => {
    const answer = cause(new Asked(version));
    const { json } = answer;
    expect([answer.status, json['error'], json['error_codes']]).toEqual([status, error, [number]]);
    expect(String(json['error_description']).slice(0, `AADSTS${number}: ${text}`.length)).toBe(
      `AADSTS${number}: ${text}`,
    );
    expect(json).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/) as string,
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    });
  });

  it('give a managed identity no token for a disabled target either', () => {
    const a = new Asked(2);
    a.api({ accountEnabled: false });
    const identity = a.o.t.identity('id1').id;
    const body = { principalId: identity, resource: 'api://x', hostId: '/subscriptions/s/host' };
    const answer = a.o.t.inside('POST', '/entra/tokens', body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('AADSTS500014: ')]);
  });

  it('leave the forms as they are good: each client gets its token', () => {
    for (const version of [1, 2] as const) {
      const a = new Asked(version);
      expect(a.secret().status).toBe(200);
      expect(a.person({}).status).toBe(200);
      a.trusted();
      expect(a.assertion(a.o.job()).status).toBe(200);
    }
  });
});
