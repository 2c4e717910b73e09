import { describe, expect, it } from 'vitest';
import { group } from '../test-tenant.ts';
import { hello } from './fixture.ts';
import { byIdentity, Functions, messages, owned, queue, storageId } from './functions-fixture.ts';

describe('a function that a queue sets going', () => {
  const jobs = { ...byIdentity, Jobs__queueServiceUri: 'https://stfunc.queue.core.windows.net' };
  const put = (t: Functions, text: string) =>
    t.send(
      'POST',
      'https://stfunc.queue.core.windows.net/jobs/messages',
      `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`,
      {
        token: t.token('sender', 'https://storage.azure.com/'),
        headers: { 'x-ms-version': '2025-11-05' },
      },
    );

  function prepared(): Functions {
    const t = owned(jobs, queue);
    for (const action of ['/write', '/messages/add/action'])
      t.grant('sender', `Microsoft.Storage/storageAccounts/queueServices/queues${action}`, storageId);
    const token = t.token('sender', 'https://storage.azure.com/');
    const headers = { 'x-ms-version': '2025-11-05' };
    t.send('PUT', 'https://stfunc.queue.core.windows.net/jobs', undefined, { token, headers });
    return t;
  }
  const run = (t: Functions) => t.call('/admin/functions/work', { method: 'POST', key: t.master, body: {} });

  it('takes a message as the identity of its connection, and off the queue when it is done', () => {
    const t = prepared();
    expect(put(t, 'a &amp; b').status).toBe(201);
    expect(run(t).text).toContain("The listener for function 'Functions.Work' was unable to start.");
    t.grant(t.principalId, `${messages}/process/action`, storageId);
    const taken = run(t);
    const [effect] = taken.effects;
    expect(effect?.program?.given).toEqual({ 'trigger.message': 'a & b' });
    expect(run(t).status).toBe(202);
    const path = String(effect?.report).replace('https://platform.internal', '');
    expect(t.inside('PUT', path, { status: 200, output: 'done' }).status).toBe(200);
    expect(t.inside('PUT', path, { status: 200, output: 'done' }).status).toBe(404);
    t.now += 11 * 60_000;
    expect(run(t).status).toBe(202);
  });

  it('leaves a message that it could not do, so that it comes back', () => {
    const t = prepared();
    t.grant(t.principalId, `${messages}/process/action`, storageId);
    put(t, 'one');
    const path = String(run(t).effects[0]?.report).replace('https://platform.internal', '');
    t.inside('PUT', path, { status: 500, output: 'failed' });
    expect(run(t).status).toBe(202);
    t.now += 11 * 60_000;
    expect(run(t).effects).toHaveLength(1);
  });

  it('needs host storage and a connection that is set', () => {
    expect(new Functions({}, queue).call('/').status).toBe(503);
    expect(run(owned(byIdentity, queue)).text).toContain("The connection 'Jobs' is not set.");
    expect(run(owned({ ...byIdentity, Jobs: 'AccountKey=x' }, queue)).text).toContain('No valid combination');
  });
});

describe('a function that Service Bus sets going', () => {
  const namespace = `${group}/providers/Microsoft.ServiceBus/namespaces/busfunc`;
  const bus = {
    ...hello,
    name: 'bus',
    function: { name: 'Work', trigger: 'service-bus', queue: 'orders', connection: 'Bus' },
  };
  const settings = { ...byIdentity, Bus__fullyQualifiedNamespace: 'busfunc.servicebus.windows.net' };

  it('takes a message under a lock as its identity, and completes it', () => {
    const t = owned(settings, bus);
    t.arm('PUT', namespace, { location: 'westeurope', sku: { name: 'Standard' } }, undefined, '2024-01-01');
    t.arm('PUT', `${namespace}/queues/orders`, { properties: {} }, undefined, '2024-01-01');
    t.grant('sender', 'Microsoft.ServiceBus/namespaces/messages/send/action', namespace);
    const token = t.token('sender', 'https://servicebus.azure.net/');
    const url = 'https://busfunc.servicebus.windows.net/orders/messages';
    expect(t.send('POST', url, '{"order":1}', { token }).status).toBe(201);
    const run = () => t.call('/admin/functions/work', { method: 'POST', key: t.master, body: {} });
    expect(run().text).toMatch(/unable to start\.\nAzure\.Messaging\.ServiceBus: .*'Listen' claim.*Status: 401/);
    t.grant(t.principalId, 'Microsoft.ServiceBus/namespaces/messages/receive/action', namespace);
    const [effect] = run().effects;
    expect(effect?.program?.given).toEqual({ 'trigger.message': '{"order":1}' });
    const path = String(effect?.report).replace('https://platform.internal', '');
    expect(t.inside('PUT', path, { status: 200, output: '' }).status).toBe(200);
    t.now += 10 * 60_000;
    expect(run().status).toBe(202);
  });
});
