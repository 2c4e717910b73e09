import { beforeEach, describe, expect, it } from 'vitest';
import { detailOf, Fixture, host, namespaceId, queueId, receiveAction, sendAction, topicId } from './fixture.ts';
import { group, subscription, type Answer } from '../test-tenant.ts';

let tenant: Fixture;
beforeEach(() => (tenant = new Fixture().furnish()));

const name = host.slice('https://'.length);
const needs = (claim: string, entity: string): string =>
  `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: 'sb://${name}/${entity}'.`;
const seen = (answer: Answer): [number, string] => [answer.status, detailOf(answer)];

describe('a token', () => {
  const subId = `${topicId}/subscriptions/all`;
  it.each<[string, string, string, string, string, string, number]>([
    ['send at the queue', sendAction, queueId, 'POST', '/orders/messages', 'orders', 201],
    ['send at the queue, other case', sendAction, queueId.toUpperCase(), 'POST', '/Orders/messages', 'orders', 201],
    ['send at the namespace', sendAction, namespaceId, 'POST', '/orders/messages', 'orders', 201],
    ['send at the group', sendAction, group, 'POST', '/news/messages', 'news', 201],
    ['send at the subscription', sendAction, subscription, 'POST', '/orders/messages', 'orders', 201],
    ['send at another queue', sendAction, `${namespaceId}/queues/other`, 'POST', '/orders/messages', 'orders', 401],
    ['send, but it receives', sendAction, namespaceId, 'DELETE', '/orders/messages/head', 'orders', 401],
    ['receive, but it sends', receiveAction, namespaceId, 'POST', '/orders/messages', 'orders', 401],
    ['receive at the queue', receiveAction, queueId, 'DELETE', '/orders/messages/head', 'orders', 204],
    [
      'receive at the queue, dead letters',
      receiveAction,
      queueId,
      'POST',
      '/orders/$DeadLetterQueue/messages/head',
      '',
      204,
    ],
    ['receive at the topic', receiveAction, topicId, 'POST', '/news/subscriptions/all/messages/head', '', 204],
    ['receive at a subscription', receiveAction, subId, 'POST', '/news/subscriptions/all/messages/head', '', 204],
    [
      'receive at another subscription',
      receiveAction,
      subId,
      'POST',
      '/news/subscriptions/some/messages/head',
      'news/subscriptions/some',
      401,
    ],
    [
      'manage the namespace',
      'Microsoft.ServiceBus/namespaces/write',
      subscription,
      'POST',
      '/orders/messages',
      'orders',
      401,
    ],
    ['send at a queue that is not there', sendAction, queueId, 'POST', '/none/messages', 'none', 401],
    ['receive, and renews', receiveAction, queueId, 'POST', '/orders/messages/1/t', '', 404],
    ['send, and completes', sendAction, queueId, 'DELETE', '/orders/messages/1/t', 'orders', 401],
  ])('that may %s', (_, action, scope, method, path, entity, status) => {
    tenant.grant('p', action, scope);
    const answer = tenant.bus(method, path, { as: tenant.bearer('p') });
    expect(answer.status).toBe(status);
    const claim =
      action === sendAction && method === 'DELETE'
        ? 'Listen'
        : action === receiveAction && entity === 'orders'
          ? 'Send'
          : action === receiveAction
            ? 'Listen'
            : 'Send';
    if (status === 401) expect(detailOf(answer)).toBe(needs(claim, entity));
  });

  it.each<[string, (t: Fixture) => string | undefined, number, string]>([
    ['with its slash', (t) => t.bearer('p'), 201, ''],
    ['without', (t) => t.bearer('p', 'https://servicebus.azure.net'), 201, ''],
    [
      'for ARM',
      (t) => t.bearer('p', 'https://management.azure.com/'),
      401,
      'InvalidAudience: Invalid authorization token audience.',
    ],
    [
      'for Event Hubs',
      (t) => t.bearer('p', 'https://eventhubs.azure.net/'),
      401,
      'InvalidAudience: Invalid authorization token audience.',
    ],
    ['that nobody issued', () => 'Bearer tk.none', 401, 'InvalidSignature: The token has an invalid signature.'],
    [
      'of another kind',
      () => 'Basic x',
      401,
      'MalformedToken: The credentials contained in the authorization header are not in the WRAP format.',
    ],
  ])('%s', (_, as, status, sentence) => {
    tenant.grant('p', sendAction, namespaceId);
    expect(seen(tenant.bus('POST', '/orders/messages', { as: as(tenant) ?? '' }))).toEqual([status, sentence]);
  });

  it('that has expired', () => {
    tenant.grant('p', sendAction, namespaceId);
    const as = tenant.bearer('p');
    tenant.now += 86_400_000;
    expect(seen(tenant.bus('POST', '/orders/messages', { as }))).toEqual([401, 'ExpiredToken: The token is expired.']);
  });

  it('that is not there', () => {
    const answer = tenant.send('POST', `${host}/orders/messages`, 'x', { token: null });
    expect([answer.status, answer.text.replace(/TrackingId.*Timestamp/, '…')]).toEqual([
      401,
      '<Error><Code>401</Code><Detail>MissingToken: The authorization header was not found. …:2026-11-23T09:00:00</Detail></Error>',
    ]);
    expect(answer.response.headers['content-type']).toBe('application/xml; charset=utf-8');
  });
});

describe('claims', () => {
  it.each<[string, string, number, string]>([
    ['the token alone', '/orders/$claims', 204, ''],
    ['the token alone, at the namespace', '/$claims', 204, ''],
    ['what it may', '/orders/$claims?action=Send', 204, ''],
    ['what it may not', '/orders/$claims?action=Listen', 401, needs('Listen', 'orders')],
    [
      'what it may, where nothing is',
      '/none/$claims?action=Send',
      404,
      `The messaging entity 'sb://${name}/none' could not be found. To know more visit https://aka.ms/sbResourceMgrExceptions.`,
    ],
  ])('%s', (_, path, status, sentence) => {
    tenant.grant('p', sendAction, namespaceId);
    expect(seen(tenant.bus('POST', path, { as: tenant.bearer('p') }))).toEqual([status, sentence]);
  });

  it('of a token for something else', () => {
    const answer = tenant.bus('POST', '/orders/$claims', { as: tenant.bearer('p', 'https://vault.azure.net') });
    expect(answer.status).toBe(401);
  });
});

describe('a shared access signature', () => {
  const rule = (id: string, policy: string, rights: string[]) =>
    tenant.made(`${id}/authorizationRules/${policy}`, { properties: { rights } });
  const wrong = 'InvalidAudience: The authorization header contains a token with a wrong audience.';
  const unsigned = 'InvalidSignature: The token has an invalid signature.';
  const root = 'RootManageSharedAccessKey';

  it.each<[string, string, string, string, string, number, string]>([
    ['of the root policy', namespaceId, root, '', '/orders', 201, ''],
    ['of the root policy for the queue', namespaceId, root, '/orders', '/orders', 201, ''],
    ['of the root policy for the topic', namespaceId, root, '/news', '/news', 201, ''],
    ['of the queue', queueId, 'sender', '/orders', '/orders', 201, ''],
    ['of the queue, in its own case', queueId, 'SENDER', '/Orders/', '/orders', 201, ''],
    ['of the queue, for its management', queueId, 'sender', '/orders/$management', '/orders', 201, ''],
    ['of the queue, for another', queueId, 'sender', '/orders', '/news', 401, wrong],
    ['of the queue, for one of like name', queueId, 'sender', '/orders', '/orders2', 401, wrong],
    ['of the queue, signed for the namespace', queueId, 'sender', '', '/orders', 401, unsigned],
    ['of a policy that only listens', queueId, 'listener', '/orders', '/orders', 401, needs('Send', 'orders')],
  ])('%s', (_, parent, policy, signed, path, status, sentence) => {
    rule(queueId, 'sender', ['Send']);
    rule(queueId, 'listener', ['Listen']);
    const answer = tenant.bus('POST', `${path}/messages`, { as: tenant.sas(parent, policy, signed) });
    expect(seen(answer)).toEqual([status, sentence]);
  });

  it('of a topic, for its subscription', () => {
    rule(topicId, 'reader', ['Listen']);
    const as = tenant.sas(topicId, 'reader', '/news/subscriptions/all');
    expect(tenant.bus('POST', '/news/subscriptions/all/messages/head', { as }).status).toBe(204);
    expect(tenant.bus('POST', '/news/subscriptions/some/messages/head', { as }).status).toBe(401);
    const whole = tenant.sas(topicId, 'reader', '/news');
    expect(tenant.bus('POST', '/news/subscriptions/some/messages/head', { as: whole }).status).toBe(204);
  });

  it.each<[string, (t: Fixture, sas: string) => string, string]>([
    ['altered', (_, sas) => sas.replace(/se=\d/, 'se=9'), unsigned],
    ['of a policy that is not there', (_, sas) => sas.replace(/skn=.*/, 'skn=none'), unsigned],
    [
      'without its policy',
      (_, sas) => sas.replace(/&skn=.*/, ''),
      'MalformedToken: The credentials contained in the authorization header are not in the WRAP format.',
    ],
    ['that has expired', (t, sas) => ((t.now += 3600_000), sas), 'ExpiredToken: The token is expired.'],
    ['of another namespace', (_, sas) => sas.replace('sb-test1', 'sb-test2'), wrong],
    [
      'where local authentication is off',
      (t, sas) => (t.arm('PATCH', namespaceId, { properties: { disableLocalAuth: true } }), sas),
      'LocalAuthDisabled: Authorization failed because SAS authentication has been disabled for the namespace.',
    ],
    [
      'by a key that was renewed',
      (t, sas) => (
        t.arm('POST', `${namespaceId}/authorizationRules/${root}/regenerateKeys`, { keyType: 'PrimaryKey' }),
        sas
      ),
      unsigned,
    ],
  ])('%s', (_, change, sentence) => {
    const as = change(tenant, tenant.sas(namespaceId, root));
    expect(seen(tenant.bus('POST', '/orders/messages', { as }))).toEqual([401, sentence]);
  });

  it('holds until its last second, and tokens hold where local authentication is off', () => {
    const as = tenant.sas(namespaceId, root);
    tenant.now += 3599_000;
    expect(tenant.bus('POST', '/orders/messages', { as }).status).toBe(201);
    tenant.arm('PATCH', namespaceId, { properties: { disableLocalAuth: true } });
    tenant.grant('p', sendAction, queueId);
    expect(tenant.bus('POST', '/orders/messages', { as: tenant.bearer('p') }).status).toBe(201);
  });
});

describe('the firewall', () => {
  const rules = `${namespaceId}/networkRuleSets/default`;
  it.each<[string, Record<string, unknown>, number]>([
    ['lets everybody in', { defaultAction: 'Allow' }, 201],
    ['lets nobody in', { defaultAction: 'Deny' }, 401],
    ['lets an address in', { defaultAction: 'Deny', ipRules: [{ ipMask: '203.0.113.10', action: 'Allow' }] }, 201],
    ['lets a range in', { defaultAction: 'Deny', ipRules: [{ ipMask: '203.0.113.0/24' }] }, 201],
    ['lets another in', { defaultAction: 'Deny', ipRules: [{ ipMask: '198.51.100.0/24' }] }, 401],
    ['is closed to the public', { publicNetworkAccess: 'Disabled' }, 401],
  ])('%s, whatever the proof', (_, properties, status) => {
    tenant.made(rules, { properties });
    tenant.grant('p', sendAction, queueId);
    for (const as of [tenant.bearer('p'), tenant.sas(namespaceId, 'RootManageSharedAccessKey')]) {
      const answer = tenant.bus('POST', '/orders/messages', { as });
      expect([answer.status, detailOf(answer).startsWith('Ip has been prevented')]).toEqual([status, status === 401]);
    }
  });
});
