import { describe, expect, it } from 'vitest';
import type { IssuedToken } from '#kernel/define.ts';
import { walk, walkByXState } from '#kernel/machine.ts';
import { askImds, imdsEnding, imdsRun, tokenQuery, type ImdsQuestion } from '../test-imds.ts';
import { group, TestTenant, type Answer } from '../test-tenant.ts';
import { imdsAcquisitionMachine, type ImdsFacts } from './imds-acquisition.machine.ts';

const machine = `${group}/providers/Microsoft.Compute/virtualMachines/vm1`;
const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

/** A machine with these identities. */
class Vm extends TestTenant {
  constructor(system: boolean, ...users: string[]) {
    super();
    for (const name of users) this.arm('PUT', identityId(name), { location: 'westeurope' });
    const kinds = [...(system ? ['SystemAssigned'] : []), ...(users.length ? ['UserAssigned'] : [])];
    const made = this.arm('PUT', machine, {
      location: 'westeurope',
      identity: {
        type: kinds.join(', ') || 'None',
        ...(users.length && {
          userAssignedIdentities: Object.fromEntries(users.map((name) => [identityId(name), {}])),
        }),
      },
      properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, storageProfile: { osDisk: { osType: 'Linux' } } },
    });
    if (made.status !== 201) throw new Error(made.text);
  }

  ask(how: ImdsQuestion = {}): Answer {
    return askImds(this, machine, how);
  }

  select(selector: Record<string, string>): Answer {
    return this.ask({ query: { ...tokenQuery, ...selector } });
  }

  /** A lab's start plants a fault. */
  fault(status: number | null, seconds?: number): this {
    const planted = this.inside('PUT', '/imds/faults', { host: machine, status, ...(seconds && { seconds }) });
    if (planted.status !== 200) throw new Error(planted.text);
    return this;
  }

  idsOf(name: string): { principalId: string; clientId: string } {
    return this.arm('GET', identityId(name)).json['properties'] as unknown as { principalId: string; clientId: string };
  }

  get system(): string {
    return String(this.arm('GET', machine).json['identity']?.['principalId']);
  }

  claims(answer: Answer): IssuedToken['claims'] | undefined {
    return this.tables.get<IssuedToken>('tokens', String(answer.json['access_token']))?.claims;
  }
}

const lower = (id: string): string => id.replace('resourceGroups', 'resourcegroups');

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

describe('the chart', () => {
  const questions: (keyof ImdsFacts)[] = [
    'endpointThere',
    'serviceUp',
    'withinRate',
    'headerPresent',
    'notForwarded',
    'versionKnown',
    'resourceGiven',
    'severalSelectors',
    'selectorGiven',
    'identityAttached',
    'systemIdentityOn',
    'severalUserIdentities',
    'oneUserIdentity',
    'entraReached',
    'principalExists',
    'principalEnabled',
    'resourceKnown',
    'tokenKept',
  ];

  it('is walked by the table as by XState, whatever the answers', () => {
    const endings = new Set<string>();
    // The first questions end the walk when they are answered with no: one no each, then all answers of the others.
    const cases = [...questions.keys()].map((at) => (2 ** questions.length - 1) & ~(1 << at));
    for (let bits = 0; bits < 2 ** 11; bits += 1) cases.push((bits << 7) | 0x7f);
    for (const bits of cases) {
      const facts = Object.fromEntries(questions.map((name, at) => [name, () => (bits & (1 << at)) !== 0]));
      const end = walk(imdsAcquisitionMachine, facts).path.at(-1) ?? '';
      if (!endings.has(end) || bits % 97 === 0)
        expect(walkByXState(imdsAcquisitionMachine, facts).path.at(-1)).toBe(end);
      endings.add(end);
    }
    expect(endings.size).toBe(17);
  });
});
