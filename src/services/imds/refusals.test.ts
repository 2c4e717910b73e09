import { describe, expect, it } from 'vitest';
import { imdsEnding, tokenQuery, type ImdsQuestion } from '../test-imds.ts';
import type { Answer } from '../test-tenant.ts';
import { identityId, Vm } from './fixture.ts';
import { imdsAcquisitionMachine } from './imds-acquisition.machine.ts';

describe('a token that is not given', () => {
  const several =
    'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request';
  const query = (change: Record<string, string | undefined>): ImdsQuestion => ({
    query: Object.fromEntries(
      Object.entries({ ...tokenQuery, ...change }).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  });
  const vm = (...users: string[]): Vm => new Vm(false, ...users);
  const header = 'Required metadata header not specified';
  const refusals: [end: string, status: number, error: string, description: string | RegExp, ask: () => Answer][] = [
    ['headerMissing', 400, 'invalid_request', header, () => new Vm(true).ask({ headers: {} })],
    ['headerMissing', 400, 'invalid_request', header, () => new Vm(true).ask({ headers: { metadata: 'True' } })],
    ['headerMissing', 400, 'invalid_request', header, () => new Vm(true).ask({ headers: {}, query: {} })],
    [
      'forwarded',
      400,
      'invalid_request',
      /X-Forwarded-For/,
      () => new Vm(true).ask({ headers: { metadata: 'true', 'x-forwarded-for': '10.0.0.4' } }),
    ],
    [
      'versionUnknown',
      400,
      'invalid_request',
      /api-version/,
      () => new Vm(true).ask(query({ 'api-version': undefined })),
    ],
    [
      'versionUnknown',
      400,
      'invalid_request',
      /api-version/,
      () => new Vm(true).ask(query({ 'api-version': '2017-12-01' })),
    ],
    [
      'resourceMissing',
      400,
      'invalid_request',
      'Required audience parameter not specified',
      () => new Vm(true).ask(query({ resource: undefined })),
    ],
    [
      'selectorAmbiguous',
      400,
      'invalid_request',
      /^Only one of/,
      () => vm('id1').select({ client_id: 'x', msi_res_id: 'y' }),
    ],
    [
      'identityNotAttached',
      400,
      'invalid_request',
      'Identity not found',
      () => {
        const t = vm('id1');
        t.arm('PUT', identityId('other'), { location: 'westeurope' });
        return t.select({ client_id: t.idsOf('other').clientId });
      },
    ],
    ['severalIdentities', 400, 'invalid_request', several, () => vm('id1', 'id2').ask()],
    ['noIdentity', 400, 'invalid_request', 'Identity not found', () => vm().ask()],
    [
      'principalGone',
      400,
      'unauthorized_client',
      /^AADSTS700016: Application with identifier '[0-9a-f-]{36}' was not found in the directory 'Contoso'/,
      () => {
        const t = vm('id1');
        t.arm('DELETE', identityId('id1'));
        return t.ask();
      },
    ],
    [
      'principalDisabled',
      400,
      'unauthorized_client',
      /^AADSTS7000112: /,
      () => {
        const t = new Vm(true);
        t.send('PATCH', `https://graph.microsoft.com/v1.0/servicePrincipals/${t.system}`, { accountEnabled: false });
        return t.ask();
      },
    ],
    [
      'resourceUnknown',
      400,
      'invalid_resource',
      /^AADSTS500011: The resource principal named https:\/\/managements\.azure\.com was not found in the tenant named Contoso\. [^\r]*\r\nTrace ID: \S+\r\nCorrelation ID: \S+\r\nTimestamp: [\d-]+ [\d:]+Z$/,
      () => new Vm(true).ask(query({ resource: 'https://managements.azure.com' })),
    ],
    ['endpointMissing', 404, 'not_found', /./, () => new Vm(true).fault(404).ask()],
    ['serviceUpdating', 410, 'gone', /70 seconds/, () => new Vm(true).fault(410).ask()],
    ['throttled', 429, 'too_many_requests', /./, () => new Vm(true).fault(429).ask()],
    [
      'entraFailed',
      500,
      'unknown',
      /^Failed to retrieve token from the Active directory/,
      () => new Vm(true).fault(500).ask(),
    ],
  ];

  it.each(refusals)('ends in %s with %i', (end, status, error, description, ask) => {
    const answer = ask();
    expect([answer.status, imdsEnding(answer), answer.json['error']]).toEqual([status, end, error]);
    if (typeof description === 'string') expect(answer.json['error_description']).toBe(description);
    else expect(String(answer.json['error_description'])).toMatch(description);
    expect(answer.changes).toEqual([]);
  });

  it('writes the bodies that were seen, byte for byte', () => {
    expect(vm().ask().text).toBe('{"error":"invalid_request","error_description":"Identity not found"}');
    expect([vm().ask().text.length, vm('id1', 'id2').ask().text.length]).toEqual([68, 168]);
  });

  it('takes what Entra ID says apart', () => {
    const { json } = new Vm(true).ask(query({ resource: 'https://managements.azure.com' }));
    expect(json).toMatchObject({
      error_codes: [500011],
      error_uri: 'https://login.microsoftonline.com/error?code=500011',
      timestamp: '2026-11-23 09:00:00Z',
    });
    expect(String(json['error_description'])).toContain(String(json['trace_id']));
    expect(String(json['error_description'])).toContain(String(json['correlation_id']));
  });

  it('has each ending of its chart in a test', () => {
    const config = imdsAcquisitionMachine.config as { states: Record<string, { type?: string }> };
    const finals = Object.keys(config.states).filter((name) => config.states[name]?.type === 'final');
    expect(new Set([...refusals.map(([end]) => end), 'issued', 'servedFromCache'])).toEqual(new Set(finals));
  });
});
