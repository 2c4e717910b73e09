import { describe, expect, it } from 'vitest';
import { refusal, type Answer } from '../test-tenant.ts';
import { authenticated, definitionOf, http, identityId, Logic, response, system, workflowId } from './fixture.ts';

const asked = (actions: object, triggers?: object) => ({ properties: { definition: definitionOf(actions, triggers) } });

describe('a run', () => {
  it('is a program of the workflow’s host: a token for each authenticated action, then its call', () => {
    const t = new Logic();
    t.create({ identity: system });
    const started = t.run();
    expect([started.status, started.text]).toEqual([202, '']);
    const [effect] = started.effects;
    expect(effect).toMatchObject({ kind: 'run-program', host: workflowId, background: true });
    expect(effect?.program?.steps.map(({ id, request }) => [id, request.method, request.url])).toEqual([
      ['token-0', 'GET', '${env.IDENTITY_ENDPOINT}'],
      ['action-0', 'GET', 'https://kv1.vault.azure.net/secrets/db?api-version=7.4'],
      ['action-1', 'POST', 'https://kv1.vault.azure.net/secrets/db?api-version=7.4'],
    ]);
    const [token, call, write] = effect?.program?.steps ?? [];
    expect(token?.request.query).toEqual({ resource: 'https://vault.azure.net', 'api-version': '2019-08-01' });
    expect(call?.request.headers).toEqual({ Authorization: 'Bearer ${token0}' });
    expect(write?.request).toMatchObject({ headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' });
  });

  it('asks for the identity that an action names, and for a token of Resource Manager where it names no audience', () => {
    const t = new Logic();
    const { authentication } = authenticated(identityId);
    t.create(asked({ A: http({ authentication: { ...authentication, audience: null } }) }));
    expect(t.run().effects[0]?.program?.steps[0]?.request.query).toMatchObject({
      resource: 'https://management.azure.com/',
      mi_res_id: identityId,
    });
  });

  const skipped = { status: 'Skipped', code: 'ActionSkipped', error: { code: 'ActionConditionFailed' } };
  const failed = (code: string, message: string) => ({ status: 'Failed', code, error: { code, message } });
  const system403 = 'does not contain the managed identity of type';

  it.each<[what: string, statuses: number[], why: string | undefined, run: string, first: object, second: object]>([
    [
      'all went well',
      [200, 200, 201],
      undefined,
      'Succeeded',
      { status: 'Succeeded', code: 'OK' },
      { status: 'Succeeded', code: 'Created' },
    ],
    ['the first call is refused', [200, 403], 'no role', 'Failed', failed('Forbidden', 'no role'), skipped],
    [
      'the second call is refused',
      [200, 200, 404],
      'gone',
      'Failed',
      { status: 'Succeeded', code: 'OK' },
      failed('NotFound', 'gone'),
    ],
    ['the network fails', [200, 0], 'no host', 'Failed', failed('BadGateway', 'no host'), skipped],
    ['an unknown status', [200, 418], 'tea', 'Failed', failed('418', 'tea'), skipped],
    ['there is no identity', [], 'unset', 'Failed', { code: 'WorkflowManagedIdentityNotEnabled' }, skipped],
    [
      'there is another identity',
      [400],
      'Unable to load',
      'Failed',
      { code: 'InvalidWorkflowManagedIdentitySpecified' },
      skipped,
    ],
    [
      'Entra ID refuses',
      [400],
      'AADSTS500011: x',
      'Failed',
      failed('BadRequest', "Http request failed as there is an error getting AD OAuth token: 'AADSTS500011: x'."),
      skipped,
    ],
  ])('shows how its actions went when %s', (_what, statuses, why, run, first, second) => {
    const t = new Logic();
    t.create();
    t.run();
    expect(t.runs[0]).toMatchObject({ properties: { status: 'Running' } });
    expect(t.end(statuses, why)).toMatchObject([
      { name: 'Read', ...first },
      { name: 'Write', ...second },
    ]);
    const { properties } = t.arm('GET', String(t.runs[0]?.['id'])).json;
    expect([properties?.['status'], properties?.['code']]).toEqual([
      run,
      run === 'Failed' ? 'ActionFailed' : undefined,
    ]);
    expect(properties?.['trigger']?.['name']).toBe('manual');
  });

  it('says which kind of identity was lacking', () => {
    const t = new Logic();
    for (const [identity, kind] of [
      [undefined, 'SystemAssigned'],
      [identityId, 'UserAssigned'],
    ] as const) {
      t.now += 1000;
      t.create(asked({ A: http(authenticated(identity)) }));
      t.run();
      expect(t.end([400], 'x')[0]?.['error']?.['message']).toContain(`${system403} '${kind}'`);
    }
  });

  it('ends in its own definition, whatever became of the workflow', () => {
    const t = new Logic();
    t.create();
    t.run();
    t.create(asked({ Other: http() }));
    expect(t.end([200, 200, 200]).map(({ name }) => name)).toEqual(['Read', 'Write']);
  });

  it('is started only by whom a role lets', () => {
    const t = new Logic();
    t.create();
    const token = t.token('alice', 'https://management.azure.com/');
    const refused = t.run('manual', token);
    expect([refusal(refused)[1], refused.effects]).toEqual(['AuthorizationFailed', []]);
    expect(refusal(refused)[2]).toContain(
      `'Microsoft.Logic/workflows/triggers/run/action' over scope '${workflowId}/triggers/manual'`,
    );
    t.grant('alice', 'Microsoft.Logic/workflows/triggers/run/action');
    expect(t.run('manual', token).status).toBe(202);
  });

  it.each<[status: number, code: string, ask: (t: Logic) => Answer]>([
    [404, 'WorkflowTriggerNotFound', (t) => t.run('other')],
    [404, 'WorkflowTriggerNotFound', (t) => t.at('GET', 'triggers/other')],
    [404, 'WorkflowTriggerNotFound', (t) => t.at('POST', 'triggers/other/listCallbackUrl')],
    [404, 'WorkflowRunNotFound', (t) => t.at('GET', 'runs/1')],
    [404, 'WorkflowRunNotFound', (t) => t.at('GET', 'runs/1/actions')],
    [404, 'WorkflowRunNotFound', (t) => t.at('GET', 'runs/1/actions/A')],
    [404, 'WorkflowRunActionNotFound', (t) => (t.run(), t.at('GET', `runs/${String(t.runs[0]?.['name'])}/actions/A`))],
    [404, 'WorkflowTriggerIsNotEnabled', (t) => (t.at('POST', 'disable'), t.run())],
    [404, 'WorkflowRunNotFound', (t) => t.inside('PUT', '/logic/runs?run=x', { statuses: [] })],
  ])('is refused with %i %s (%#)', (status, code, ask) => {
    const t = new Logic();
    t.create();
    const answer = ask(t);
    expect([answer.status, answer.json['error']?.['code'] ?? answer.json['code'], answer.changes]).toEqual([
      status,
      code,
      [],
    ]);
  });
});

describe('a callback address', () => {
  const call = (t: Logic, url: string): Answer => t.send('POST', url, undefined, { token: null });

  it('starts a run, and is answered at once where no action answers', () => {
    const t = new Logic();
    t.create();
    const answer = call(t, t.callback());
    expect([answer.status, answer.effects[0]?.background]).toEqual([202, true]);
    expect(answer.response.headers['x-ms-workflow-run-id']).toBe(t.runs[0]?.['name']);
  });

  it('waits for the Response', () => {
    const t = new Logic();
    t.create(asked({ Read: http(), End: { ...response(), runAfter: { Read: ['Succeeded'] } } }));
    const { status, effects } = call(t, t.callback());
    expect([status, effects[0]?.background]).toEqual([200, undefined]);
    expect(effects[0]?.program?.answer.ok).toEqual({ status: 201, body: '{"done":true}' });
    expect(effects[0]?.program?.answer.refused).toMatchObject({ status: 502 });
    expect(t.end([200]).map((action) => action['status'])).toEqual(['Succeeded', 'Succeeded']);
  });

  it('starts again when the workflow is enabled again', () => {
    const t = new Logic();
    t.create();
    t.at('POST', 'disable');
    expect(refusal(call(t, t.callback())).slice(0, 2)).toEqual([404, 'WorkflowTriggerIsNotEnabled']);
    t.at('POST', 'enable');
    expect(call(t, t.callback()).status).toBe(202);
  });

  it.each<[status: number, code: string, change: (url: string) => string]>([
    [401, 'DirectApiAuthorizationRequired', (url) => url.replace(/&sig=.*/, '')],
    [401, 'AuthorizationFailed', (url) => url.replace(/sig=./, 'sig=x')],
    [404, 'WorkflowNotFound', (url) => url.replace(/workflows\/./, 'workflows/x')],
    [404, 'WorkflowNotFound', (url) => url.replace('westeurope', 'northeurope')],
    [401, 'AuthorizationFailed', (url) => url.replaceAll('manual', 'other')],
  ])('is refused with %i %s (%#)', (status, code, change) => {
    const t = new Logic();
    t.create();
    const answer = call(t, change(t.callback()));
    expect([...refusal(answer).slice(0, 2), answer.effects, t.runs]).toEqual([status, code, [], []]);
  });

  it('is none for a Recurrence', () => {
    const t = new Logic();
    t.create(asked({}, { daily: { type: 'Recurrence', recurrence: {} } }));
    expect([t.run('daily').status, call(t, t.callback('daily')).status]).toEqual([202, 404]);
  });

  it('is reached by https only', () => {
    const t = new Logic();
    t.create();
    expect(call(t, t.callback().replace('https', 'http')).status).toBe(0);
  });
});
