import { beforeEach, describe, expect, it } from 'vitest';
import type { LogRow } from '#kernel/logs.ts';
import { group, tenantId, TestTenant } from '../test-tenant.ts';

const arm = 'https://management.azure.com';
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv1`;
const accountId = `${group}/providers/Microsoft.Storage/storageAccounts/logged`;
const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`;
const person = '33333333-3333-4333-8333-333333333333';
const setting = (scope: string, name = 'all'): string =>
  `${arm}${scope}/providers/Microsoft.Insights/diagnosticSettings/${name}?api-version=2021-05-01-preview`;

let t: TestTenant;
beforeEach(() => {
  t = new TestTenant();
  t.send('PUT', `${arm}${workspaceId}?api-version=2023-09-01`, { location: 'westeurope' });
  t.send('PUT', `${arm}${vaultId}?api-version=2023-07-01`, {
    location: 'westeurope',
    properties: { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], enableRbacAuthorization: true },
  });
  t.send('PUT', `${arm}${accountId}?api-version=2024-01-01`, {
    location: 'westeurope',
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties: {},
  });
});

const put = (scope: string, properties: object, name?: string) =>
  t.send('PUT', setting(scope, name), { properties: { workspaceId, ...properties } });
const collect = (scope: string, ...categories: string[]) =>
  put(scope, { logs: categories.map((category) => ({ category, enabled: true })) });
const rows = () => t.tables.all<LogRow>('logs').filter(({ resourceId }) => resourceId !== '');
const secret = (name: string, method = 'GET', body?: unknown, how: object = {}) =>
  t.send(method, `https://kv1.vault.azure.net/secrets/${name}?api-version=7.4`, body, how);

describe('a resource log', () => {
  it('exists from its diagnostic setting on, and ends with it', () => {
    secret('db', 'PUT', { value: 'hunter2' });
    expect(rows()).toEqual([]);
    collect(vaultId, 'AuditEvent');
    secret('db');
    expect(rows()).toHaveLength(1);
    t.send('DELETE', setting(vaultId));
    secret('db');
    expect(rows()).toHaveLength(1);
  });

  it.each([
    ['a category that is on', { logs: [{ category: 'AuditEvent', enabled: true }] }, 1],
    ['one that is off', { logs: [{ category: 'AuditEvent', enabled: false }] }, 0],
    ['another one', { logs: [{ category: 'AzurePolicyEvaluationDetails', enabled: true }] }, 0],
    ['the group of all', { logs: [{ categoryGroup: 'allLogs', enabled: true }] }, 1],
    ['the group of audits', { logs: [{ categoryGroup: 'audit', enabled: true }] }, 1],
  ])('is kept for %s', (_name, properties, count) => {
    put(vaultId, properties);
    secret('db');
    expect(rows()).toHaveLength(count);
  });

  it('of a vault says who asked, for what, and how it ended; never the value', () => {
    collect(vaultId, 'AuditEvent');
    const token = t.token(person, 'https://vault.azure.net');
    secret('db', 'PUT', { value: 'hunter2' });
    secret('db', 'GET', undefined, { token: null });
    secret('db', 'GET', undefined, { token });
    t.grant(person, 'Microsoft.KeyVault/vaults/secrets/getSecret/action', vaultId);
    secret('db', 'GET', undefined, { token });
    secret('none', 'GET', undefined, { token });
    const seen = rows().map(({ columns }) => [
      columns['OperationName'],
      columns['ResultType'],
      columns['ResultSignature'],
      columns['httpStatusCode_d'],
      columns['identity_claim_oid_g'],
    ]);
    expect(seen).toEqual([
      ['SecretSet', 'Success', 'OK', 200, undefined],
      ['Authentication', 'Failed', 'Unauthorized', 401, undefined],
      ['SecretGet', 'Failed', 'Forbidden', 403, person],
      ['SecretGet', 'Success', 'OK', 200, person],
      ['SecretGet', 'Failed', 'Not Found', 404, person],
    ]);
    expect(rows()[3]?.columns).toMatchObject({ Resource: 'KV1', id_s: 'https://kv1.vault.azure.net/secrets/db' });
    expect(JSON.stringify(rows())).not.toContain('hunter2');
  });

  it('of blobs says by what the caller was let in', () => {
    const blobs = `${accountId}/blobServices/default`;
    collect(blobs, 'StorageRead', 'StorageWrite');
    const token = t.token(person, 'https://storage.azure.com');
    const headers = { 'x-ms-version': '2024-11-04' };
    const container = 'https://logged.blob.core.windows.net/box?restype=container';
    t.grant(person, 'Microsoft.Storage/storageAccounts/blobServices/containers/write', accountId);
    t.send('PUT', container, undefined, { token, headers });
    t.send('GET', `${container}&comp=list`, undefined, { token, headers });
    t.send('GET', 'https://logged.blob.core.windows.net/box/a?sig=secret', undefined, { token: null, headers });
    t.send('DELETE', container, undefined, { token, headers });
    const seen = rows().map(({ table, columns }) => [
      table,
      columns['Category'],
      columns['OperationName'],
      columns['AuthenticationType'],
      columns['StatusCode'],
      columns['StatusText'],
      columns['RequesterObjectId'],
    ]);
    expect(seen).toEqual([
      ['StorageBlobLogs', 'StorageWrite', 'CreateContainer', 'OAuth', 201, 'Success', person],
      ['StorageBlobLogs', 'StorageRead', 'ListBlobs', 'OAuth', 403, 'AuthorizationPermissionMismatch', person],
      ['StorageBlobLogs', 'StorageRead', 'GetBlob', 'SAS', 403, 'AuthenticationFailed', undefined],
    ]);
    expect(JSON.stringify(rows())).not.toContain('sig=secret');
  });
});

describe('a diagnostic setting', () => {
  it('is written, read, listed and taken away', () => {
    expect(collect(vaultId, 'AuditEvent').json).toMatchObject({
      name: 'all',
      type: 'Microsoft.Insights/diagnosticSettings',
      properties: { workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] },
    });
    expect(t.send('GET', setting(vaultId)).status).toBe(200);
    const list = `${arm}${vaultId}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`;
    expect(t.send('GET', list).json['value']).toHaveLength(1);
    expect([t.send('DELETE', setting(vaultId)).status, t.send('DELETE', setting(vaultId)).status]).toEqual([200, 204]);
    expect(t.send('GET', setting(vaultId)).status).toBe(404);
  });

  it.each<[string, string, object, number, string]>([
    ['no destination', vaultId, { workspaceId: undefined, logs: [] }, 400, 'BadRequest'],
    ['an unknown category', vaultId, { logs: [{ category: 'Nothing', enabled: true }] }, 400, 'BadRequest'],
    ['no such workspace', vaultId, { workspaceId: `${workspaceId}x` }, 404, 'ResourceNotFound'],
    ['no such resource', `${vaultId}x`, {}, 404, 'ResourceNotFound'],
    ['a type without logs', `${workspaceId}`, {}, 400, 'ResourceTypeNotSupported'],
  ])('is refused for %s', (_name, scope, properties, status, code) => {
    const answer = put(scope, properties);
    expect([answer.status, answer.json['error']?.['code']]).toEqual([status, code]);
    expect(answer.changes).toEqual([]);
  });

  it('can name what a resource logs', () => {
    const url = `${arm}${vaultId}/providers/Microsoft.Insights/diagnosticSettingsCategories?api-version=2021-05-01-preview`;
    const value = t.send('GET', url).json['value'] as unknown as { name: string }[];
    expect(value.map(({ name }) => name)).toEqual(['AuditEvent', 'AzurePolicyEvaluationDetails']);
  });
});

describe('a workspace', () => {
  const url = `${arm}${workspaceId}?api-version=2023-09-01`;

  it('is made once, read, listed and deleted', () => {
    expect(t.send('PUT', url, { location: 'westeurope', tags: { a: 'b' } })).toMatchObject({ status: 200 });
    const { customerId } = t.send('GET', url).json['properties'] ?? {};
    expect(customerId).toMatch(/^[0-9a-f-]{36}$/);
    const list = `${arm}${group}/providers/Microsoft.OperationalInsights/workspaces?api-version=2023-09-01`;
    expect(t.send('GET', list).json['value']).toMatchObject([{ name: 'logs', tags: { a: 'b' } }]);
    const keys = t.send('POST', url.replace('?', '/sharedKeys?')).json;
    expect([keys['primarySharedKey'], keys['secondarySharedKey']].map(String)).toEqual([
      expect.stringMatching(/^[\w+/]{86}==$/),
      expect.stringMatching(/^[\w+/]{86}==$/),
    ]);
    expect(keys['primarySharedKey']).not.toBe(keys['secondarySharedKey']);
    expect([t.send('DELETE', url).status, t.send('DELETE', url).status, t.send('GET', url).status]).toEqual([
      200, 204, 404,
    ]);
  });

  it.each([
    ['no location', 'fresh', {}, 'LocationRequired'],
    ['a bad name', '-a', { location: 'westeurope' }, 'InvalidResourceName'],
  ])('is refused for %s', (_name, name, body, code) => {
    const answer = t.send('PUT', url.replace('workspaces/logs', `workspaces/${name}`), body);
    expect([answer.status, answer.json['error']?.['code']]).toEqual([400, code]);
  });
});
