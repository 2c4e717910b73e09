import { describe, expect, it } from 'vitest';
import type { LogRow } from '#kernel/logs.ts';
import { audience, Fixture, storeId } from './fixture.ts';

const settings = (t: Fixture, categories: string[]): void =>
  t.put('diagnosticSettings', 'one', {
    id: 'one',
    name: 'one',
    resourceId: storeId(),
    categories,
    categoryGroups: [],
    body: {},
  });

const logged = (t: Fixture): Record<string, unknown>[] =>
  t.tables
    .all<LogRow>('logs')
    .filter(({ resourceId }) => resourceId === storeId())
    .map(({ columns }) => columns)
    .sort((a, b) => String(a['Type']).localeCompare(String(b['Type'])));

describe('the logs of a store', () => {
  it('are empty without a diagnostic setting', () => {
    const t = new Fixture();
    t.data('GET', '/kv');
    expect(logged(t)).toEqual([]);
  });

  it.each<[string, (t: Fixture) => unknown, number, Record<string, unknown>]>([
    ['a token', (t) => t.data('GET', '/kv'), 200, { identityType: 'ObjectID', identity: 'owner' }],
    [
      'a token without a role',
      (t) => t.data('GET', '/kv', undefined, t.token('nobody', audience)),
      403,
      { identityType: 'ObjectID', identity: 'nobody' },
    ],
    [
      'a setting that is not there',
      (t) => t.data('GET', '/kv/a'),
      404,
      { identityType: 'ObjectID', identity: 'owner' },
    ],
    [
      'an access key',
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv'),
      200,
      { identityType: 'CredentialID', identity: expect.stringMatching(/^[0-9A-F]{16}$/) },
    ],
  ])('say of %s who asked', (_, send, status, identity) => {
    const t = new Fixture();
    settings(t, ['HttpRequest', 'Audit']);
    send(t);
    expect(logged(t)).toEqual([
      expect.objectContaining({ Type: 'AACAudit', Status: String(status), CallerIdentity: [identity] }),
      expect.objectContaining({ Type: 'AACHttpRequest', Method: 'GET', StatusCode: status }),
    ]);
  });

  it('have only the categories that are on, and name nobody who proved nothing', () => {
    const t = new Fixture();
    settings(t, ['Audit']);
    t.data('DELETE', '/kv/a', undefined, null);
    expect(logged(t)).toEqual([
      expect.objectContaining({
        Type: 'AACAudit',
        OperationName: 'Microsoft.AppConfiguration/configurationStores/keyValues/delete',
        EventCategory: 'Delete',
        ResultType: 'Failure',
        CallerIdentity: [],
        CallerIPAddress: '203.0.113.10',
      }),
    ]);
  });
});
