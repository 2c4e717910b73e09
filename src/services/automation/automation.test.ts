import { describe, expect, it } from 'vitest';
import { group, refusal, TestTenant, type Answer, type Json } from '../test-tenant.ts';
import { automation } from './index.ts';

const accountId = `${group}/providers/Microsoft.Automation/automationAccounts/account1`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const page = { status: 200, body: 'done' };
const program = {
  name: 'nightly',
  title: 'Nightly',
  steps: [],
  answer: { ok: page, refused: { status: 500, body: 'no' } },
};
const system = { type: 'SystemAssigned' };

class Accounts extends TestTenant {
  constructor(identity?: object) {
    super();
    this.arm('PUT', accountId, { location: 'westeurope', identity, properties: { sku: { name: 'Basic' } } });
  }

  at(method: string, path: string, body?: unknown): Answer {
    return this.arm(method, `${accountId}/${path}`, body);
  }

  runbook(publish = true): this {
    this.at('PUT', 'runbooks/nightly', { properties: { runbookType: 'PowerShell' } });
    this.at('PUT', 'runbooks/nightly/draft/content', JSON.stringify(program));
    if (publish) expect(this.at('POST', 'runbooks/nightly/publish').status).toBe(202);
    return this;
  }

  start(job = 'j1', parameters: Record<string, string> = {}): Answer {
    return this.at('PUT', `jobs/${job}`, { properties: { runbook: { name: 'nightly' }, parameters } });
  }

  get variables(): Record<string, string> {
    return automation.environment?.(this.tables, accountId) ?? {};
  }

  ask(query = '', headers?: Record<string, string>): Answer {
    const { IDENTITY_ENDPOINT = 'http://127.0.0.1:41563/msi/token', IDENTITY_HEADER = '' } = this.variables;
    return this.send('GET', `${IDENTITY_ENDPOINT}?resource=https://vault.azure.net${query}`, undefined, {
      headers: headers ?? { 'x-identity-header': IDENTITY_HEADER, metadata: 'true' },
      origin: { type: 'run', entry: 1, host: accountId },
    });
  }
}

describe('an Automation account', () => {
  it('gives its sandbox the tokens of its identities, by the documented request', () => {
    const t = new Accounts(system);
    expect([t.ask().status, t.ask('', {}).status, t.variables['MSI_ENDPOINT']]).toEqual([200, 401, undefined]);
    t.arm('PATCH', accountId, { identity: { type: 'None' } });
    expect([t.ask().status, t.variables]).toEqual([0, {}]);
    t.arm('PUT', identityId, { location: 'westeurope' });
    t.arm('PATCH', accountId, { identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } } });
    expect([t.ask().status, t.ask(`&mi_res_id=${encodeURIComponent(identityId)}`).status]).toEqual([400, 200]);
  });

  it('takes its runbooks, jobs and identity with it', () => {
    const t = new Accounts(system).runbook();
    t.start();
    const principalId = String(t.arm('GET', accountId).json['identity']?.['principalId']);
    expect([t.arm('DELETE', accountId).status, t.arm('DELETE', accountId).status, t.ask().status]).toEqual([
      200, 204, 0,
    ]);
    expect(t.tables.get('servicePrincipals', principalId)).toBeUndefined();
    for (const table of ['runbooks', 'automationJobs', 'automationSandboxes']) expect(t.tables.all(table)).toEqual([]);
  });

  it('attaches identities by whom they let', () => {
    const t = new Accounts();
    t.arm('PUT', identityId, { location: 'westeurope' });
    const token = t.token('alice', 'https://management.azure.com/');
    t.grant('alice', 'Microsoft.Automation/automationAccounts/write');
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } };
    expect(refusal(t.arm('PATCH', accountId, { identity }, token))[1]).toBe('LinkedAuthorizationFailed');
  });
});

describe('a runbook', () => {
  it('is New, Published and in Edit', () => {
    const t = new Accounts().runbook(false);
    const state = () => t.at('GET', 'runbooks/nightly').json['properties']?.['state'];
    expect([state(), t.at('GET', 'runbooks/nightly/content').status]).toEqual(['New', 404]);
    expect(t.at('GET', 'runbooks/nightly/draft/content').json).toEqual(program);
    t.at('POST', 'runbooks/nightly/publish');
    expect([state(), t.at('GET', 'runbooks/nightly/content').json]).toEqual(['Published', program]);
    t.runbook(false);
    expect(state()).toBe('Edit');
    expect((t.at('GET', 'runbooks').json['value'] as unknown as Json[]).map(({ name }) => name)).toEqual(['nightly']);
    expect([t.at('DELETE', 'runbooks/nightly').status, t.at('GET', 'runbooks/nightly').status]).toEqual([200, 404]);
  });

  it('is run by a job in the sandbox, which tells the platform how it ended', () => {
    const t = new Accounts(system).runbook();
    const started = t.start('j1', { MODE: 'fast' });
    const report = `https://platform.internal/automation/jobs?job=${encodeURIComponent(`${accountId}/jobs/j1`)}`;
    expect([started.status, started.json['properties']?.['status']]).toEqual([201, 'New']);
    expect(started.effects).toEqual([{ kind: 'run-program', host: accountId, program, report, background: true }]);
    expect(t.variables['MODE']).toBe('fast');
    const end = (job: string, status: number) =>
      t.inside('PUT', `/automation/jobs?job=${encodeURIComponent(`${accountId}/jobs/${job}`)}`, {
        status,
        output: 'said',
      });
    t.start('j2');
    expect([end('j1', 200).status, end('j2', 500).status, end('j9', 200).status]).toEqual([200, 200, 404]);
    expect(t.at('GET', 'jobs/j1').json['properties']).toMatchObject({ status: 'Completed', exception: null });
    expect(t.at('GET', 'jobs/j2').json['properties']).toMatchObject({ status: 'Failed', exception: 'said' });
    expect([t.at('GET', 'jobs/j1/output').text, t.at('GET', 'jobs/j2/output').text]).toEqual(['said', '']);
    const kinds = ['j1', 'j2'].map(
      (job) => t.at('GET', `jobs/${job}/streams`).json['value']?.[0]?.['properties']?.['streamType'],
    );
    expect(kinds).toEqual(['Output', 'Error']);
    expect((t.at('GET', 'jobs').json['value'] as unknown as Json[]).length).toBe(2);
  });

  it('is started by whom the role lets start jobs, and by nobody else', () => {
    const t = new Accounts(system).runbook();
    const token = t.token('alice', 'https://management.azure.com/');
    const start = () => t.arm('PUT', `${accountId}/jobs/j1`, { properties: { runbook: { name: 'nightly' } } }, token);
    const refused = start();
    expect([refusal(refused)[1], refused.effects]).toEqual(['AuthorizationFailed', []]);
    t.grant('alice', 'Microsoft.Automation/automationAccounts/jobs/write');
    expect(start().status).toBe(201);
  });

  it.each<[status: number, code: string, ask: (t: Accounts) => Answer]>([
    [404, 'ResourceNotFound', (t) => t.arm('GET', `${accountId}9`)],
    [404, 'ResourceNotFound', (t) => t.arm('PATCH', `${accountId}9`, {})],
    [404, 'ResourceGroupNotFound', (t) => t.arm('PUT', accountId.replace('rg1', 'rg9'), { location: 'westeurope' })],
    [400, 'BadRequest', (t) => t.arm('PUT', accountId.replace('account1', 'a'), { location: 'westeurope' })],
    [404, 'NotFound', (t) => t.at('GET', 'runbooks/no')],
    [404, 'NotFound', (t) => t.at('GET', 'jobs/no')],
    [404, 'NotFound', (t) => t.at('POST', 'runbooks/nightly/publish')],
    [409, 'Conflict', (t) => (t.start('j1'), t.start('j1'))],
    [404, 'NotFound', (t) => t.at('PUT', 'jobs/j2', { properties: { runbook: { name: 'no' } } })],
    [501, 'NotSimulated', (t) => t.at('PUT', 'runbooks/nightly/draft/content', 'Get-AzVM | Start-AzVM')],
    [
      501,
      'NotSimulated',
      (t) => t.at('PUT', 'runbooks/b', { properties: { runbookType: 'Script', publishContentLink: { uri: 'x' } } }),
    ],
  ])('is refused with %i %s (%#)', (status, code, ask) => {
    const answer = ask(new Accounts().runbook());
    expect([answer.status, answer.json['error']?.['code'], answer.changes]).toEqual([status, code, []]);
  });

  it('is not started before it is published', () => {
    expect(refusal(new Accounts().runbook(false).start())[2]).toContain('has not been published');
  });
});
