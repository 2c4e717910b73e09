import { describe, expect, it } from 'vitest';
import type { IssuedToken } from '#kernel/define.ts';
import { address, identityId, siteId, Web } from './fixture.ts';
import { tokenAcquisitionMachine } from './token-acquisition.machine.ts';
import type { Answer } from '../test-tenant.ts';

const v2 = { 'api-version': '2019-08-01', resource: 'https://vault.azure.net' };
const runOf = ({ trace }: Answer) => trace.runs.find(({ machine }) => machine === tokenAcquisitionMachine.id);
const ending = (answer: Answer): string | undefined => runOf(answer)?.path.at(-1);

function withSystem(): Web {
  const t = new Web();
  t.identity({ type: 'SystemAssigned' });
  return t;
}

function withUser(...names: string[]): Web {
  const t = new Web();
  t.attach(...names);
  return t;
}

const idsOf = (t: Web, name: string): { principalId: string; clientId: string } =>
  t.arm('GET', identityId(name)).json['properties'] as unknown as { principalId: string; clientId: string };

describe('the identity endpoint', () => {
  it('gives the app’s code a token, in the documented shape', () => {
    const t = withSystem();
    const answer = t.ask(v2);
    const principalId = String(t.arm('GET', siteId('app')).json['identity']?.['principalId']);
    const token = t.tables.get<IssuedToken>('tokens', String(answer.json['access_token']));
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      access_token: token?.ref,
      expires_on: String(token?.claims.exp),
      resource: 'https://vault.azure.net',
      token_type: 'Bearer',
      client_id: String(token?.claims.appid).toUpperCase(),
    });
    expect(token?.claims).toMatchObject({ oid: principalId, aud: 'https://vault.azure.net' });
    expect(answer.response.headers).toMatchObject({
      server: 'Kestrel',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(ending(answer)).toBe('issued');
    expect(runOf(answer)?.facts).toMatchObject({
      host: siteId('app'),
      identity: { kind: 'system', principalId },
      from: 'entra',
    });
    const again = t.ask(v2);
    expect(again.json).toEqual(answer.json);
    expect(ending(again)).toBe('servedFromCache');
  });

  it.each([
    ['client_id', ({ clientId }: { clientId: string }) => clientId],
    ['client_id', ({ clientId }: { clientId: string }) => clientId.toUpperCase()],
    ['principal_id', ({ principalId }: { principalId: string }) => principalId],
    ['object_id', ({ principalId }: { principalId: string }) => principalId],
    ['mi_res_id', () => identityId('id2')],
    ['mi_res_id', () => identityId('id2').toLowerCase()],
  ])('finds a user-assigned identity by %s (%#)', (name, value) => {
    const t = withUser('id1', 'id2');
    const ids = idsOf(t, 'id2');
    const answer = t.ask({ ...v2, [name]: value({ ...ids }) });
    expect(answer.json['client_id']).toBe(ids.clientId.toUpperCase());
    const token = t.tables.get<IssuedToken>('tokens', String(answer.json['access_token']));
    expect(token?.claims).toMatchObject({
      oid: ids.principalId,
      xms_mirid: identityId('id2').replace('resourceGroups', 'resourcegroups'),
      xms_az_rid: siteId('app').replace('resourceGroups', 'resourcegroups'),
    });
    expect(runOf(answer)?.path).toContain('userAssigned');
  });

  it('speaks the version of 2017 to old clients', () => {
    const t = withUser('id1');
    const { clientId } = idsOf(t, 'id1');
    const secret = { secret: t.host()?.header ?? '' };
    const old = { 'api-version': '2017-09-01', resource: 'https://vault.azure.net', clientid: clientId };
    expect(t.ask(old, secret).json['expires_on']).toBe('11/24/2026 09:00:00 +00:00');
    expect(ending(t.ask(old, t.header()))).toBe('headerMissing');
    const { clientid: _, ...rest } = old;
    expect(ending(t.ask({ ...rest, client_id: clientId }, secret))).toBe('noSystemIdentity');
  });

  const unknown = { ...v2, resource: 'https://managements.azure.com' };
  const notAttached =
    'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';
  const refusals: [end: string, status: number, message: string | RegExp, ask: () => Answer][] = [
    ['headerMissing', 401, /X-IDENTITY-HEADER header is missing/, () => withSystem().ask(v2, {})],
    ['headerWrong', 401, /does not match/, () => withSystem().ask(v2, { 'x-identity-header': 'guess' })],
    ['versionUnknown', 400, /api-version/, () => withSystem().ask({ ...v2, 'api-version': '2018-02-01' })],
    ['versionUnknown', 400, /api-version/, () => withSystem().ask({ resource: v2.resource })],
    ['resourceMissing', 400, /resource parameter is missing/, () => withSystem().ask({ 'api-version': '2019-08-01' })],
    ['selectorAmbiguous', 400, /Only one of/, () => withUser('id1').ask({ ...v2, client_id: 'x', mi_res_id: 'y' })],
    ['noSystemIdentity', 400, 'Unable to load the proper Managed Identity.', () => withUser('id1').ask(v2)],
    ['identityNotAttached', 400, notAttached, () => withUser('id1').ask({ ...v2, client_id: 'nobody' })],
    [
      'identityNotAttached',
      400,
      notAttached,
      () => {
        const t = withUser('id1');
        t.arm('PUT', identityId('id2'), { location: 'westeurope' });
        return t.ask({ ...v2, client_id: idsOf(t, 'id2').clientId });
      },
    ],
    [
      'principalGone',
      400,
      /^AADSTS700016: Application with identifier '[0-9a-f-]{36}' was not found in the directory 'Contoso'/,
      () => {
        const t = withUser('id1');
        const { clientId } = idsOf(t, 'id1');
        t.arm('DELETE', identityId('id1'));
        return t.ask({ ...v2, client_id: clientId });
      },
    ],
    [
      'principalDisabled',
      400,
      /^AADSTS7000112: /,
      () => {
        const t = withSystem();
        const principalId = String(t.arm('GET', siteId('app')).json['identity']?.['principalId']);
        t.send('PATCH', `https://graph.microsoft.com/v1.0/servicePrincipals/${principalId}`, { accountEnabled: false });
        return t.ask(v2);
      },
    ],
    ['resourceUnknown', 400, /^AADSTS500011: .*https:\/\/managements\.azure\.com/, () => withSystem().ask(unknown)],
  ];

  it.each(refusals)('ends in %s with %i', (end, status, message, ask) => {
    const answer = ask();
    expect([answer.status, ending(answer)]).toEqual([status, end]);
    expect(Object.keys(answer.json)).toEqual(['statusCode', 'message', 'correlationId']);
    expect(answer.json['statusCode']).toBe(status);
    if (typeof message === 'string') expect(answer.json['message']).toBe(message);
    else expect(String(answer.json['message'])).toMatch(message);
    expect(answer.response.headers['x-correlation-id']).toBe(answer.json['correlationId']);
  });

  it('has each ending of its chart in a test', () => {
    const config = tokenAcquisitionMachine.config as { states: Record<string, { type?: string }> };
    const finals = Object.keys(config.states).filter((name) => config.states[name]?.type === 'final');
    expect(new Set([...refusals.map(([end]) => end), 'issued', 'servedFromCache'])).toEqual(new Set(finals));
  });

  it('takes no POST', () => {
    const answer = withSystem().ask(v2, undefined, { method: 'POST' });
    expect([answer.status, answer.response.headers['allow']]).toEqual([405, 'GET']);
  });

  it('is reached from the app itself and from nowhere else', () => {
    const t = withSystem();
    t.identity(undefined, 'other');
    const from = (origin: Parameters<Web['send']>[3]) => t.send('GET', address, undefined, origin);
    expect([from({ token: null }).status, from({ token: null }).text]).toEqual([
      0,
      'Failed to connect to 169.254.129.2 port 8081: No route to host',
    ]);
    expect(from({ origin: { type: 'run', entry: 1, host: siteId('other') } }).text).toContain('Connection refused');
    expect(from({ origin: { type: 'run', entry: 1, host: siteId('nope') } }).text).toContain('No route to host');
  });

  it('does not take the secret of another app', () => {
    const t = withSystem();
    t.identity({ type: 'SystemAssigned' }, 'other');
    expect(ending(t.ask(v2, t.header(siteId('other'))))).toBe('headerWrong');
  });
});
