import { describe, expect, it } from 'vitest';
import { imdsEnding, imdsRun, tokenQuery } from '../test-imds.ts';
import { identityId, lower, machine, Vm } from './fixture.ts';

describe('the token endpoint of a machine', () => {
  it('answers in the documented shape, every number a text', () => {
    const t = new Vm(true);
    const answer = t.ask();
    const claims = t.claims(answer);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      access_token: answer.json['access_token'],
      client_id: claims?.appid,
      refresh_token: '',
      expires_in: '86400',
      ext_expires_in: '86400',
      expires_on: String(claims?.exp),
      not_before: String(claims?.nbf),
      resource: 'https://vault.azure.net',
      token_type: 'Bearer',
    });
    expect(answer.response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      server: expect.stringMatching(/^IMDS\/150\.870\.65\.\d+$/) as string,
    });
    expect(claims).toMatchObject({
      aud: 'https://vault.azure.net',
      oid: t.system,
      sub: t.system,
      xms_mirid: lower(machine),
      xms_az_rid: lower(machine),
    });
    expect(imdsRun(answer)?.facts).toMatchObject({ host: machine, identity: { kind: 'system' }, from: 'entra' });
    expect(imdsEnding(answer)).toBe('issued');
    t.now += 60_000;
    const again = t.ask();
    expect(imdsEnding(again)).toBe('servedFromCache');
    expect(again.json).toEqual({ ...answer.json, expires_in: '86340', ext_expires_in: '86340' });
  });

  it('takes the system-assigned identity although others are attached', () => {
    const t = new Vm(true, 'id1', 'id2');
    expect(t.claims(t.ask())?.oid).toBe(t.system);
  });

  it('takes the only user-assigned identity, which App Service never does', () => {
    const t = new Vm(false, 'id1');
    const answer = t.ask();
    expect(t.claims(answer)).toMatchObject({
      oid: t.idsOf('id1').principalId,
      appid: t.idsOf('id1').clientId,
      xms_mirid: lower(identityId('id1')),
      xms_az_rid: lower(machine),
    });
    expect(imdsRun(answer)?.path).toContain('onlyUserAssigned');
  });

  it.each<[name: string, value: (ids: { principalId: string; clientId: string }) => string]>([
    ['client_id', ({ clientId }) => clientId],
    ['client_id', ({ clientId }) => clientId.toUpperCase()],
    ['object_id', ({ principalId }) => principalId],
    ['msi_res_id', () => identityId('id2')],
    ['msi_res_id', () => identityId('id2').toLowerCase()],
  ])('finds a user-assigned identity by %s (%#)', (name, value) => {
    const t = new Vm(true, 'id1', 'id2');
    const ids = t.idsOf('id2');
    expect(t.claims(t.select({ [name]: value(ids) }))?.oid).toBe(ids.principalId);
  });

  it('finds the system-assigned identity by its own ids', () => {
    const t = new Vm(true, 'id1');
    const clientId = String(t.ask().json['client_id']);
    expect(t.claims(t.select({ client_id: clientId }))?.oid).toBe(t.system);
    expect(t.claims(t.select({ object_id: t.system }))?.oid).toBe(t.system);
    expect(imdsEnding(t.select({ msi_res_id: machine }))).toBe('identityNotAttached');
  });

  it('echoes the resource as it is asked for', () => {
    const t = new Vm(true);
    for (const resource of ['https://management.azure.com/', 'https://management.azure.com']) {
      const answer = t.ask({ query: { ...tokenQuery, resource } });
      expect([answer.json['resource'], t.claims(answer)?.aud]).toEqual([resource, resource]);
    }
  });
});

describe('troubles of the endpoint', () => {
  it.each([404, 410, 429, 500])('a planted %i passes with its time', (status) => {
    const t = new Vm(true).fault(status, 70);
    t.now += 69_999;
    expect(t.ask().status).toBe(status);
    t.now += 1;
    expect(t.ask().status).toBe(200);
  });

  it('stay until they are taken away, on the machine where they were planted', () => {
    const t = new Vm(true).fault(410);
    t.now += 86_400_000;
    expect(t.ask().status).toBe(410);
    expect(t.fault(null).ask().status).toBe(200);
    const nowhere = t.inside('PUT', '/imds/faults', { host: `${machine}-2`, status: 404 });
    expect([nowhere.status, nowhere.changes]).toEqual([404, []]);
  });

  it('the 21st token within a second is refused, the first of the next second is not', () => {
    const t = new Vm(true);
    for (let count = 0; count < 20; count += 1) expect(t.ask().status).toBe(200);
    expect([t.ask().status, imdsEnding(t.ask())]).toEqual([429, 'throttled']);
    t.now += 1000;
    expect(t.ask().status).toBe(200);
  });
});

describe('the address', () => {
  const at = 'http://169.254.169.254/metadata/identity/oauth2/token';
  it('is reached from a machine and from nowhere else', () => {
    const t = new Vm(true);
    const noRoute = 'Failed to connect to 169.254.169.254 port 80: No route to host';
    const from = (how: Parameters<Vm['send']>[3], url = at) => t.send('GET', url, undefined, how);
    expect([from({ token: null }).status, from({ token: null }).text]).toEqual([0, noRoute]);
    expect(from({ origin: { type: 'run', entry: 1, host: `${machine}-2` } }).text).toBe(noRoute);
    expect(from({ origin: { type: 'run', entry: 1, host: machine } }, at.replace('http:', 'https:')).text).toBe(
      'Failed to connect to 169.254.169.254 port 443: Connection refused',
    );
  });

  it('says that nothing else is simulated there', () => {
    const t = new Vm(true);
    expect(t.ask({ path: '/metadata/attested/document' }).status).toBe(501);
  });
});
