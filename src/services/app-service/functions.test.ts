import { describe, expect, it } from 'vitest';
import { group, refusal, type Answer } from '../test-tenant.ts';
import { hello, identityId, planId, siteId, Web } from './fixture.ts';

const storageId = `${group}/providers/Microsoft.Storage/storageAccounts/stfunc`;
const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const messages = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';
const host = 'https://app.azurewebsites.net';
const byIdentity = { AzureWebJobsStorage__accountName: 'stfunc' };

const http = { ...hello, name: 'http', function: { name: 'Hello', trigger: 'http' } };
const queue = {
  ...hello,
  name: 'queue',
  function: { name: 'Work', trigger: 'queue', queue: 'jobs', connection: 'Jobs' },
};

/** A function app with a system-assigned identity, and a storage account. */
class Functions extends Web {
  constructor(settings: object = byIdentity, program: object & { name: string; function?: object } = http) {
    super();
    const account = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} };
    this.arm('PUT', storageId, account, undefined, '2024-01-01');
    this.site('app', { kind: 'functionapp,linux', identity: { type: 'SystemAssigned' } });
    this.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: settings });
    this.put('programs', program.name, program);
    this.deploySlot(siteId('app'), program.name);
  }

  get principalId(): string {
    return String(this.arm('GET', siteId('app')).json['identity']?.['principalId']);
  }

  /** What Storage Blob Data Owner lets the host do there. */
  own(principal = this.principalId): void {
    for (const action of [`${containers}/write`, `${containers}/blobs/write`, `${containers}/blobs/add/action`])
      this.grant(principal, action, storageId);
  }

  keys(): Answer {
    return this.arm('POST', `${siteId('app')}/host/default/listkeys`);
  }

  call(path: string, how: { key?: string; method?: string; body?: object } = {}): Answer {
    const { key, method = 'GET', body } = how;
    return this.send(method, `${host}${path}`, body, {
      token: null,
      ...(key && { headers: { 'x-functions-key': key } }),
    });
  }

  get master(): string {
    return String(this.keys().json['masterKey']);
  }

  status() {
    return this.arm('GET', `${siteId('app')}/host/default/properties/status`).json['properties'];
  }
}

const owned = (settings?: object, program?: object & { name: string; function?: object }): Functions => {
  const t = new Functions(settings, program);
  t.own();
  return t;
};

describe('the host of a function app', () => {
  it('does not start without a role on its own storage, says why, and starts once it has one', () => {
    const t = new Functions();
    const key = t.master;
    expect(t.status()).toMatchObject({ state: 'Default' });
    const down = t.call('/api/hello');
    expect([down.status, down.text, down.effects]).toEqual([503, 'Function host is not running.', []]);
    const reason =
      'Azure.Storage: This request is not authorized to perform this operation using this permission. Status: 403, ErrorCode: AuthorizationPermissionMismatch';
    expect(t.status()).toMatchObject({ state: 'Error', errors: [reason] });
    expect(t.call('/admin/host/status', { key }).json).toMatchObject({ state: 'Error', errors: [reason] });
    expect(t.arm('GET', `${siteId('app')}/functions`).json['value']).toEqual([]);
    expect(refusal(t.keys())).toEqual([
      400,
      'BadRequest',
      'Encountered an error (ServiceUnavailable) from host runtime.',
    ]);
    t.grant(t.principalId, `${containers}/write`, storageId);
    expect(t.call('/').status).toBe(503);
    t.own();
    expect(t.call('/').text).toContain('up and running');
    expect(t.status()).toMatchObject({ state: 'Running' });
    const made = t.arm('GET', `${storageId}/blobServices/default/containers`, undefined, undefined, '2024-01-01').text;
    for (const name of ['azure-webjobs-hosts', 'azure-webjobs-secrets']) expect(made).toContain(`"${name}"`);
  });

  it('is asked again with every new process: new settings need their own roles', () => {
    const t = new Functions({});
    expect(t.call('/').status).toBe(200);
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: byIdentity });
    expect(t.call('/').status).toBe(503);
  });

  it.each<[string, object, (t: Functions) => void, string]>([
    ['no such account', { AzureWebJobsStorage__accountName: 'stnone' }, () => undefined, 'Could not resolve host'],
    ['no identity', byIdentity, (t) => void t.identity({ type: 'None' }), 'No managed identity endpoint found'],
    ['only a user-assigned one', byIdentity, (t) => void t.attach('id1'), 'Unable to load the proper Managed Identity'],
    [
      'the token service off',
      { ...byIdentity, WEBSITE_DISABLE_MSI: 'true' },
      () => undefined,
      'No managed identity endpoint found',
    ],
    [
      'another client id',
      {
        ...byIdentity,
        AzureWebJobsStorage__credential: 'managedidentity',
        AzureWebJobsStorage__clientId: '00000000-0000-4000-8000-000000000000',
      },
      () => undefined,
      'No User Assigned or Delegated Managed Identity found',
    ],
  ])('does not start with %s', (_, settings, change, why) => {
    const t = owned(settings);
    change(t);
    expect(t.call('/api/hello').status).toBe(503);
    expect(String(t.status()?.['errors'])).toContain(why);
  });

  it.each(['clientId', 'managedIdentityResourceId'])('uses the identity that __%s names', (by) => {
    const t = new Functions();
    t.attach('id1');
    const { principalId, clientId } = t.arm('GET', identityId('id1')).json['properties'] ?? {};
    t.own(String(principalId));
    const prefix = 'AzureWebJobsStorage';
    const named = by === 'clientId' ? String(clientId) : identityId('id1');
    const properties = {
      [`${prefix}__blobServiceUri`]: 'https://stfunc.blob.core.windows.net/',
      [`${prefix}__credential`]: 'managedidentity',
      [`${prefix}__${by}`]: named,
    };
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties });
    expect(t.call('/').status).toBe(200);
  });
});

describe('functions', () => {
  it('are what the program declares', () => {
    const t = owned();
    const [one] = t.arm('GET', `${siteId('app')}/functions`).json['value'] as unknown as object[];
    expect(one).toMatchObject({
      id: `${siteId('app')}/functions/Hello`,
      name: 'app/Hello',
      type: 'Microsoft.Web/sites/functions',
      properties: { name: 'Hello', invoke_url_template: `${host}/api/hello`, isDisabled: false },
    });
    expect(t.arm('GET', `${siteId('app')}/functions/hello`).json).toEqual(one);
    expect(t.arm('GET', `${siteId('app')}/functions/nope`).status).toBe(404);
    const keys = t.arm('POST', `${siteId('app')}/functions/Hello/listkeys`).json;
    expect(keys).toEqual(t.keys().json['functionKeys']);
    expect(t.arm('GET', `${siteId('app')}/host/default/properties/status`).status).toBe(200);
  });

  it.each([
    ['function', undefined, 401],
    ['function', 'wrong', 401],
    ['function', 'default', 200],
    ['function', 'master', 200],
    ['admin', 'default', 401],
    ['admin', 'master', 200],
    ['anonymous', undefined, 200],
  ])('at the level %s, called with the key %s, answer %i', (authLevel, key, status) => {
    const t = owned(byIdentity, { ...http, function: { ...http.function, authLevel } });
    const value =
      key === 'master' ? t.master : key === 'default' ? String(t.keys().json['functionKeys']?.['default']) : key;
    const called = t.call('/api/HELLO', { ...(value && { key: value }), method: 'POST', body: { a: 1 } });
    expect([called.status, called.effects.length]).toEqual([status, status === 200 ? 1 : 0]);
  });

  it.each([
    ['/api/nope', 404],
    ['/other', 404],
    ['/admin/functions/hello', 401],
    ['/', 200],
  ])('leave %s to %i', (path, status) => {
    expect(owned().call(path).status).toBe(status);
  });

  it('may be run by who holds the master key', () => {
    const t = owned();
    const run = t.call('/admin/functions/hello', { method: 'POST', key: t.master, body: { input: 'hi' } });
    expect(run.effects[0]?.program?.given).toEqual({ 'trigger.message': 'hi' });
  });
});

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
    expect(run(owned({ ...byIdentity, Jobs: 'AccountKey=x' }, queue)).text).toContain('not simulated');
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

describe('a slot of a function app', () => {
  it('has keys and a host of its own', () => {
    const t = owned();
    t.arm('PUT', planId, { location: 'westeurope', sku: { name: 'S1' } });
    const slot = `${siteId('app')}/slots/staging`;
    t.arm('PUT', slot, { location: 'westeurope' });
    expect(t.arm('GET', slot).json['kind']).toBe('functionapp,linux');
    expect(t.arm('POST', `${slot}/host/default/listkeys`).json['masterKey']).not.toBe(t.master);
  });
});
