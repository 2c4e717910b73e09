import { describe, expect, it } from 'vitest';
import type { Caller } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import { recordServiceBus } from './record-service-bus.ts';
import { Fixture, namespaceId, receiveAction, sendAction } from './fixture.ts';
import { start } from '../test-tenant.ts';

const nobody: Caller = { kind: 'anonymous', principalId: '', principalType: 'Anonymous', name: '', groupIds: [] };
const signed: Caller = { ...nobody, kind: 'credential', credential: { kind: 'service-bus-sas', policy: 'sender' } };
const token: Caller = {
  ...nobody,
  kind: 'token',
  principalId: 'p',
  token: { claims: { oid: 'p', appid: 'app-1' } } as unknown as NonNullable<Caller['token']>,
};

/** What the observer writes about a request to a namespace of a tier, whose diagnostic setting collects a category. */
function columns(
  tier: string,
  category: string,
  seen: { surface: string; action: string; method?: string; caller?: Caller; status: number },
): Record<string, unknown> | undefined {
  const tenant = new Fixture().furnish({ sku: { name: tier } });
  tenant.put('diagnosticSettings', 'one', { resourceId: namespaceId, categories: [category], categoryGroups: [] });
  const [, , subscriptionId, , group] = namespaceId.split('/');
  const arm = { subscriptionId, group, name: 'sb-test1', queueName: 'orders' };
  const request = { method: seen.method ?? 'POST', url: 'https://x/' };
  const observed = {
    call: { request, origin: { type: 'internet' }, now: start, seed: 'test', seq: 1 },
    operation: { surface: seen.surface, action: seen.action },
    params: seen.surface === 'arm' ? arm : { namespaceId, entity: 'orders' },
    caller: seen.caller,
    status: seen.status,
    refusal: undefined,
    view: tenant.tables,
    correlationId: 'c',
  } as unknown as Observed;
  const [change] = recordServiceBus(observed);
  const row = change?.value as { table: string; columns: Record<string, unknown> } | undefined;
  return row && { table: row.table, ...row.columns };
}

describe('the runtime audit', () => {
  const runtime = (caller: Caller | undefined, action: string, status: number, tier = 'Premium') =>
    columns(tier, 'RuntimeAuditLogs', { surface: 'service-bus', action, caller, status });
  const claims = 'Microsoft.ServiceBus/namespaces/claims/action';
  const entra = 'Azure Active Directory';

  it.each<[string, Caller | undefined, string, number, Record<string, unknown>]>([
    [
      'a token sends',
      token,
      sendAction,
      201,
      { ActivityName: 'SendMessage', AuthType: entra, AuthId: 'app-1', Status: 'Success' },
    ],
    [
      'a token is refused',
      token,
      receiveAction,
      401,
      { ActivityName: 'ReceiveMessage', AuthId: 'app-1', Status: 'Failure' },
    ],
    ['a signature sends', signed, sendAction, 201, { AuthType: 'SAS', AuthId: 'sender', AuthKey: 'sender' }],
    ['nothing is there', token, receiveAction, 404, { Status: 'Failure' }],
    ['a link opens', token, claims, 204, { ActivityName: 'Authorization', Protocol: 'AMQP', Status: 'Success' }],
    [
      'somebody from somewhere',
      token,
      sendAction,
      201,
      { ClientIp: '203.0.113.10', Protocol: 'HTTP', Provider: 'SERVICEBUS', Count: 1 },
    ],
  ])('%s', (_, caller, action, status, row) => {
    expect(runtime(caller, action, status)).toMatchObject({ table: 'AZMSRunTimeAuditLogs', ...row });
  });

  it('names nobody whose proof did not hold', () => {
    expect(Object.keys(runtime(undefined, sendAction, 401) ?? {})).not.toContain('AuthType');
  });

  it('is of the Premium tier only', () => {
    expect(runtime(token, sendAction, 201, 'Standard')).toBeUndefined();
  });
});

describe('the operational log', () => {
  const write = 'Microsoft.ServiceBus/namespaces/queues/write';
  it.each<[string, string, number, Record<string, unknown> | undefined]>([
    [write, 'PUT', 200, { EventName: 'Create Queue', Status: 'Succeeded' }],
    [write, 'PUT', 400, { EventName: 'Create Queue', Status: 'Failed' }],
    ['Microsoft.ServiceBus/namespaces/write', 'PATCH', 200, { EventName: 'Update Namespace' }],
    [
      'Microsoft.ServiceBus/namespaces/topics/subscriptions/Delete',
      'DELETE',
      200,
      { EventName: 'Delete Subscription' },
    ],
    ['Microsoft.ServiceBus/namespaces/networkrulesets/write', 'PUT', 200, { EventName: 'Create NetworkRuleSet' }],
    [write, 'PUT', 403, undefined],
    ['Microsoft.ServiceBus/namespaces/queues/read', 'GET', 200, undefined],
    ['Microsoft.ServiceBus/namespaces/authorizationRules/listkeys/action', 'POST', 200, undefined],
  ])('%s by %s, %i', (action, method, status, row) => {
    const seen = columns('Standard', 'OperationalLogs', { surface: 'arm', action, method, caller: token, status });
    if (row) expect(seen).toMatchObject({ table: 'AZMSOperationalLogs', Caller: 'ARM', ...row });
    else expect(seen).toBeUndefined();
  });
});

it('no log holds what no setting collects', () => {
  const seen = { surface: 'service-bus', action: sendAction, caller: token, status: 201 };
  expect(columns('Premium', 'OperationalLogs', seen)).toBeUndefined();
});
