import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#kernel/http.ts';
import { Caller, entityOf, rootOf } from './caller.ts';

describe('an address', () => {
  it.each([
    ['q1', 'q1', 'q1'],
    ['/q1/', 'q1', 'q1'],
    ['sb://ns1.servicebus.windows.net/q1', 'q1', 'q1'],
    ['amqps://ns1.servicebus.windows.net/a/b/$management', 'a/b', 'a/b'],
    ['q1/$DeadLetterQueue', 'q1/$DeadLetterQueue', 'q1'],
    ['q1/$DeadLetterQueue/$management', 'q1/$DeadLetterQueue', 'q1'],
    ['t1/Subscriptions/s1', 't1/Subscriptions/s1', 't1'],
    ['t1/Subscriptions/s1/$DeadLetterQueue', 't1/Subscriptions/s1/$DeadLetterQueue', 't1'],
    ['sb://ns1.servicebus.windows.net/', '', ''],
    ['$management', '', ''],
  ])('%s is of the entity %s, inside %s', (address, entity, root) => {
    expect(entityOf(address)).toBe(entity);
    expect(rootOf(entity)).toBe(root);
  });
});

describe('a connection speaks', () => {
  const sent: HttpRequest[] = [];
  const port = {
    send: (request: HttpRequest) => Promise.resolve({ status: sent.push(request), headers: {}, body: '' }),
    peek: () => Promise.reject(new Error('not asked')),
    onChange: () => () => undefined,
  };
  const spoken = async (tokens: [string, string][], entity: string): Promise<string | undefined> => {
    const caller = new Caller(port, 'ns1.servicebus.windows.net');
    for (const [at, token] of tokens) caller.remember(at, token);
    await caller.ask(entity, 'POST', '$claims');
    return sent.at(-1)?.headers?.['authorization'];
  };

  it.each([
    ['with the token of the entity', [['q1', 'Bearer a'] as [string, string]], 'Q1', 'Bearer a'],
    ['with the one of what it is in', [['t1', 'Bearer a'] as [string, string]], 't1/Subscriptions/s1', 'Bearer a'],
    ['with the one of the namespace', [['', 'Bearer a'] as [string, string]], 'a/b', 'Bearer a'],
    ['without one where it has none', [['q2', 'Bearer a'] as [string, string]], 'q1', undefined],
  ])('%s', async (_, tokens, entity, token) => {
    expect(await spoken(tokens, entity)).toBe(token);
  });

  it('about an entity at its address, as the client that it is', async () => {
    const caller = new Caller(port, 'ns1.servicebus.windows.net');
    caller.agent = 'azsdk-js';
    await caller.ask('t1/Subscriptions/s 1/$DeadLetterQueue', 'POST', 'messages/batch', [1]);
    expect(sent.at(-1)).toEqual({
      method: 'POST',
      url: 'https://ns1.servicebus.windows.net/t1/Subscriptions/s%201/$DeadLetterQueue/messages/batch',
      headers: { 'user-agent': 'azsdk-js', 'content-type': 'application/json' },
      body: '[1]',
    });
  });
});
