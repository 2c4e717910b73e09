import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, TestTenant } from '../test-tenant.ts';

const owner = '33333333-3333-4333-8333-333333333333';
const account = `${group}/providers/Microsoft.Storage/storageAccounts/stlocked`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const reader = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
const assignment = (scope: string, last = 1): string =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${last}`;
const lockAt = (scope: string, name = 'keep'): string => `${scope}/providers/Microsoft.Authorization/locks/${name}`;
const grant = { properties: { roleDefinitionId: reader, principalId: owner, principalType: 'User' } };
const storage = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' };

/** Somebody who may do everything: only locks stand in the way. */
function tenant(): {
  t: TestTenant;
  ask: (method: string, path: string, body?: unknown) => ReturnType<TestTenant['arm']>;
} {
  const nothing = { groups: [], scopesWalked: [], assignments: [], denies: [] };
  const t = new TestTenant((_view, { principalId }, permission) => ({
    allowed: true,
    permission,
    verdict: 'allowed',
    principalId,
    ...nothing,
  }));
  const token = t.token(owner, 'https://management.azure.com/');
  expect(t.arm('PUT', account, storage).status).toBeLessThan(300);
  expect(t.arm('PUT', identity, { location: 'westeurope' }).status).toBe(201);
  expect(t.arm('PUT', assignment(group), grant).status).toBe(201);
  return { t, ask: (method, path, body) => t.arm(method, path, body, token) };
}

describe('a lock', () => {
  it('is put, read, changed and taken off', () => {
    const { ask } = tenant();
    const made = ask('PUT', lockAt(group), { properties: { level: 'CanNotDelete', notes: 'in use' } });
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        id: lockAt(group),
        name: 'keep',
        type: 'Microsoft.Authorization/locks',
        properties: { level: 'CanNotDelete', notes: 'in use' },
        systemData: { createdBy: owner, createdByType: 'User' },
      },
    ]);
    expect(ask('PUT', lockAt(group), { properties: { level: 'ReadOnly' } })).toMatchObject({ status: 200 });
    expect(ask('GET', lockAt(group)).json['properties']).toEqual({ level: 'ReadOnly' });
    expect(ask('DELETE', lockAt(group)).status).toBe(200);
    expect(ask('DELETE', lockAt(group)).status).toBe(204);
    expect(refusal(ask('GET', lockAt(group)))).toEqual([404, 'LockNotFound', "The lock 'keep' could not be found."]);
  });

  it.each([
    ['a level that is none', lockAt(group), { properties: { level: 'Sometimes' } }, 400, 'InvalidRequestContent'],
    [
      'a group that is not there',
      lockAt(`${subscription}/resourceGroups/no`),
      { properties: { level: 'ReadOnly' } },
      404,
      'ResourceGroupNotFound',
    ],
    [
      'a resource that is not there',
      lockAt(`${account}x`),
      { properties: { level: 'ReadOnly' } },
      404,
      'ResourceNotFound',
    ],
    ['a scope that takes none', lockAt(''), { properties: { level: 'ReadOnly' } }, 501, 'NotSimulated'],
    ['a name that none has', lockAt(group, 'a%3Cb'), { properties: { level: 'ReadOnly' } }, 501, 'NotSimulated'],
  ])('is refused for %s', (_, path, body, status, code) => {
    expect(refusal(tenant().ask('PUT', path, body)).slice(0, 2)).toEqual([status, code]);
  });

  it('is listed at its scope, above it and, without atScope(), below it', () => {
    const { ask } = tenant();
    for (const [scope, name] of [
      [subscription, 'a'],
      [group, 'b'],
      [account, 'c'],
    ] as const)
      ask('PUT', lockAt(scope, name), { properties: { level: 'CanNotDelete' } });
    const names = (path: string): unknown =>
      (ask('GET', path).json['value'] as unknown as { name: string }[]).map(({ name }) => name);
    expect(names(lockAt(group).slice(0, -5))).toEqual(['a', 'b', 'c'].sort());
    expect(names(`${lockAt(group).slice(0, -5)}?$filter=atScope()`)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(names(`${lockAt(group).slice(0, -5)}?$filter=atScope()`)).not.toContain('c');
    expect(ask('GET', `${lockAt(group).slice(0, -5)}?$filter=level eq 'x'`).status).toBe(501);
  });
});

type Row = [
  what: string,
  lock: string,
  level: 'CanNotDelete' | 'ReadOnly',
  method: string,
  path: string,
  body: unknown,
  stopped: 'delete' | 'write' | false,
];

describe('what a lock stops', () => {
  it.each<Row>([
    ['deleting the resource', account, 'CanNotDelete', 'DELETE', account, undefined, 'delete'],
    [
      'deleting a container of it',
      account,
      'CanNotDelete',
      'DELETE',
      `${account}/blobServices/default/containers/cn1`,
      undefined,
      'delete',
    ],
    ['deleting the group that holds it', account, 'CanNotDelete', 'DELETE', group, undefined, 'delete'],
    ['deleting from above', subscription, 'CanNotDelete', 'DELETE', account, undefined, 'delete'],
    ['deleting something else', account, 'CanNotDelete', 'DELETE', identity, undefined, false],
    ['deleting a role assignment', group, 'CanNotDelete', 'DELETE', assignment(group), undefined, 'delete'],
    ['making a role assignment', account, 'CanNotDelete', 'PUT', assignment(account, 2), grant, false],
    ['changing', account, 'CanNotDelete', 'PATCH', account, { tags: { a: 'b' } }, false],
    ['listing keys', account, 'CanNotDelete', 'POST', `${account}/listKeys`, undefined, false],
    ['changing', account, 'ReadOnly', 'PATCH', account, { tags: { a: 'b' } }, 'write'],
    ['listing keys', account, 'ReadOnly', 'POST', `${account}/listKeys`, undefined, 'write'],
    ['making a role assignment', account, 'ReadOnly', 'PUT', assignment(account, 2), grant, 'write'],
    ['making a role assignment beside it', account, 'ReadOnly', 'PUT', assignment(identity, 2), grant, false],
    ['deleting', account, 'ReadOnly', 'DELETE', account, undefined, 'delete'],
    ['making something in the group', group, 'ReadOnly', 'PUT', `${identity}2`, { location: 'westeurope' }, 'write'],
    ['reading', account, 'ReadOnly', 'GET', account, undefined, false],
    ['another lock', account, 'ReadOnly', 'PUT', lockAt(account, 'more'), { properties: { level: 'ReadOnly' } }, false],
    ['taking it off', account, 'ReadOnly', 'DELETE', lockAt(account), undefined, false],
  ])('%s, locked %#: %s', (_, scope, level, method, path, body, stopped) => {
    const { ask, t } = tenant();
    expect(ask('PUT', lockAt(scope), { properties: { level } }).status).toBe(201);
    const answer = ask(method, path, body);
    if (stopped === false) {
      expect(answer.status).toBeLessThan(300);
      return;
    }
    const target = method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path;
    expect(refusal(answer)).toEqual([
      409,
      'ScopeLocked',
      `The scope '${target}' cannot perform ${stopped} operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
    ]);
    expect(t.tables.get('resources', account.toLowerCase())).toBeDefined();
  });

  it('leaves the data alone', () => {
    const { t, ask } = tenant();
    ask('PUT', `${account}/blobServices/default/containers/cn1`, {});
    ask('PUT', lockAt(account), { properties: { level: 'ReadOnly' } });
    const token = t.token(owner, 'https://storage.azure.com/');
    const headers = {
      'x-ms-version': '2023-11-03',
      'x-ms-blob-type': 'BlockBlob',
      'content-length': '4',
      'content-type': 'text/plain',
    };
    const url = 'https://stlocked.blob.core.windows.net/cn1/a.txt';
    expect(t.send('PUT', url, 'text', { token, headers }).status).toBe(201);
    expect(t.send('DELETE', url, undefined, { token, headers }).status).toBe(202);
  });

  it('goes with its scope, whoever deletes that', () => {
    const { t, ask } = tenant();
    ask('PUT', lockAt(account), { properties: { level: 'ReadOnly' } });
    expect(t.arm('DELETE', group).status).toBe(202);
    expect(t.tables.all('locks')).toEqual([]);
  });
});
