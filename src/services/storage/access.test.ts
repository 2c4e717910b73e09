import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, containerId, Fixture, queueId } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture().furnish();
});

describe('roles', () => {
  const account = accountId('st1');
  const services = `${account}/blobServices/default`;
  const blob = 'blobServices/containers/blobs/';
  const message = 'queueServices/queues/messages/';
  const body = '<QueueMessage><MessageText>m</MessageText></QueueMessage>';
  it.each<['blob' | 'queue', string, string, string[], string, string?]>([
    ['blob', 'GET', '/?comp=list', ['blobServices/containers/read'], services],
    ['blob', 'PUT', '/cn2?restype=container', ['blobServices/containers/write'], containerId('cn2')],
    ['blob', 'DELETE', '/cn1?restype=container', ['blobServices/containers/delete'], containerId('cn1')],
    ['blob', 'HEAD', '/cn1?restype=container', ['blobServices/containers/read'], containerId('cn1')],
    ['blob', 'GET', '/cn1?restype=container&comp=list', [`${blob}read`], containerId('cn1')],
    ['blob', 'GET', '/cn1/a.txt', [`${blob}read`], containerId('cn1')],
    ['blob', 'PUT', '/cn1/a.txt', [`${blob}write`], containerId('cn1'), 'x'],
    ['blob', 'PUT', '/cn1/new', [`${blob}add/action`], containerId('cn1'), 'x'],
    ['blob', 'DELETE', '/cn1/a.txt', [`${blob}delete`], containerId('cn1')],
    ['queue', 'GET', '/?comp=list', ['queueServices/queues/read'], `${account}/queueServices/default`],
    ['queue', 'PUT', '/qu2', ['queueServices/queues/write'], queueId('qu2')],
    ['queue', 'DELETE', '/qu1', ['queueServices/queues/delete'], queueId('qu1')],
    ['queue', 'HEAD', '/qu1?comp=metadata', ['queueServices/queues/read'], queueId('qu1')],
    ['queue', 'POST', '/qu1/messages', [`${message}add/action`], queueId('qu1'), body],
    ['queue', 'POST', '/qu1/messages', [`${message}write`], queueId('qu1'), body],
    ['queue', 'GET', '/qu1/messages', [`${message}process/action`], queueId('qu1')],
    ['queue', 'GET', '/qu1/messages', [`${message}delete`, `${message}read`], queueId('qu1')],
    ['queue', 'GET', '/qu1/messages?peekonly=true', [`${message}read`], queueId('qu1')],
    ['queue', 'DELETE', '/qu1/messages', [`${message}delete`], queueId('qu1')],
  ])('%s %s %s needs %j', (service, method, target, actions, scope, content) => {
    const send = () =>
      service === 'blob'
        ? at.blob(method, target, at.token('app'), content)
        : at.queue(method, target, at.token('app'), content);
    for (const action of actions) {
      expect(send()).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch' });
      at.grant('app', action, scope);
    }
    expect(send().status).toBeLessThan(300);
  });

  it('to add blobs writes over none', () => {
    at.grant('app', `${blob}add/action`, containerId('cn1'));
    expect(at.blob('PUT', '/cn1/a.txt', at.token('app'), 'x').code).toBe('AuthorizationPermissionMismatch');
  });

  it('are asked with what conditions may ask', () => {
    const { trace } = at.blob('GET', '/cn1?restype=container&comp=list&prefix=logs/', at.token('app'));
    expect(trace.authorization?.lacking?.permission).toMatchObject({
      plane: 'data',
      scope: containerId('cn1'),
      attributes: {
        '@SubOperation': 'Blob.List',
        '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]': 'cn1',
        '@Request[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:prefix]': 'logs/',
      },
    });
    expect(
      at.blob('GET', '/cn1/d/e.txt', at.token('app')).trace.authorization?.lacking?.permission.attributes,
    ).toMatchObject({
      '@SubOperation': '',
      '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path]': 'd/e.txt',
    });
  });
});
