import { beforeEach, describe, expect, it } from 'vitest';
import type { IssuedToken } from '#kernel/define.ts';
import { createDoor, type Door } from '#kernel/door.ts';
import { diagnosticSettingIndexes, type LogRow } from '#kernel/logs.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import type { people } from './fixture.ts';
import { apps, masterId, serverId, SqlFixture } from './fixture.ts';
import { sql } from './index.ts';

let at: SqlFixture;
let tables: Tables;
let door: Door;
let seq = 100;

beforeEach(() => {
  at = new SqlFixture();
  at.sql('CREATE TABLE t (a int); CREATE USER [app] FROM EXTERNAL PROVIDER');
  at.arm('PUT', `${serverId}/auditingSettings/default`, {
    properties: { state: 'Enabled', isAzureMonitorTargetEnabled: true },
  });
  tables = new Tables({ ...sql.indexes, ...diagnosticSettingIndexes });
  for (const [table, rows] of Object.entries(at.tables.snapshot()))
    tables.apply(Object.entries(rows).map(([key, value]) => ({ table, key, value })));
  const setting = {
    id: 'd',
    name: 'd',
    resourceId: masterId,
    categories: ['SQLSecurityAuditEvents'],
    categoryGroups: [],
    body: {},
  };
  tables.apply([{ table: 'diagnosticSettings', key: 'd', value: setting }]);
  door = createDoor({
    surfaces: sql.surfaces,
    operations: sql.operations,
    findToken: (view, ref) => view.get<IssuedToken>('tokens', ref),
    decide: () => {
      throw new Error('SQL asks for no Azure role');
    },
    restrictions: [],
    observers: sql.observers ?? [],
  });
});

function logged(text: string, authorization: string, database = 'shop'): Record<string, unknown>[] {
  const request = {
    method: 'POST',
    url: `https://sqlsrv.database.windows.net/databases/${database}/batch`,
    headers: { authorization },
    body: JSON.stringify({ sql: text }),
  };
  const ref = authorization.replace('Bearer ', '');
  const token = at.tables.get<IssuedToken>('tokens', ref);
  if (token) tables.apply([{ table: 'tokens', key: ref, value: token }]);
  tables.apply(
    door.send(tables, { request, origin: { type: 'internet' }, now: at.now, seed: 's', seq: (seq += 1) }).changes,
  );
  return tables.all<LogRow>('logs').map(({ table, resourceId, columns }) => ({ table, resourceId, ...columns }));
}

describe('the audit log', () => {
  const bearer = (who: keyof typeof people | keyof typeof apps, claims = {}) => `Bearer ${at.sqlToken(who, claims)}`;
  const tenant = '11111111-1111-4111-8111-111111111111';

  it.each<[string, string, () => string, string, object]>([
    [
      'a batch',
      'SELECT * FROM t',
      () => bearer('admin'),
      'shop',
      {
        action_id_s: 'BCM ',
        succeeded_s: 'true',
        server_principal_name_s: 'admin@contoso.com',
        statement_s: 'SELECT * FROM t',
        database_name_s: 'shop',
      },
    ],
    [
      'a denied batch',
      'SELECT * FROM t',
      () => bearer('app'),
      'shop',
      {
        action_id_s: 'BCM ',
        succeeded_s: 'false',
        server_principal_name_s: `${apps.app.appId}@${tenant}`,
        statement_s: 'SELECT * FROM t',
      },
    ],
    [
      'a login of nobody it knows',
      'SELECT 1',
      () => bearer('other'),
      'shop',
      {
        action_id_s: 'DBAF',
        action_name_s: 'DATABASE AUTHENTICATION FAILED',
        succeeded_s: 'false',
        server_principal_name_s: `${apps.other.appId}@${tenant}`,
      },
    ],
    [
      'a wrong audience',
      'SELECT 1',
      () => bearer('admin', { aud: 'https://vault.azure.net' }),
      'shop',
      { action_id_s: 'DBAF', server_principal_name_s: 'admin@contoso.com' },
    ],
    [
      'an unknown database',
      'SELECT 1',
      () => bearer('admin'),
      'none',
      { action_id_s: 'DBAF', database_name_s: 'none' },
    ],
    [
      'a wrong password',
      'SELECT 1',
      () => `Basic ${btoa('sqladmin:hush')}`,
      'shop',
      { action_id_s: 'DBAF', server_principal_name_s: 'sqladmin', client_ip_s: '203.0.113.10' },
    ],
  ])('has a line for %s', (_, text, authorization, database, columns) => {
    const [line, ...more] = logged(text, authorization(), database);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      table: 'AzureDiagnostics',
      resourceId: masterId,
      Category: 'SQLSecurityAuditEvents',
      LogicalServerName_s: 'sqlsrv',
      ...columns,
    });
    expect(line).not.toHaveProperty(columns['action_id_s' as never] === 'DBAF' ? 'statement_s' : 'none');
    expect(JSON.stringify(line)).not.toContain('hush');
  });

  it('holds no password', () => {
    const [line] = logged("CREATE USER u WITH password = N'Hush-hush''9'; SELECT 1", bearer('admin'));
    expect(line).toMatchObject({
      statement_s: "CREATE USER u WITH password = '******'; SELECT 1",
      succeeded_s: 'true',
    });
  });

  it('has none without the policy, without the setting, and for whom the firewall turns away', () => {
    const setting = tables.get('diagnosticSettings', 'd') ?? {};
    tables.apply([{ table: 'diagnosticSettings', key: 'd', value: null }]);
    expect(logged('SELECT 1', bearer('admin'))).toEqual([]);
    tables.apply([{ table: 'diagnosticSettings', key: 'd', value: setting }]);
    tables.apply([{ table: 'sqlFirewallRules', key: idKey(`${serverId}/firewallRules/everybody`), value: null }]);
    expect(logged('SELECT 1', bearer('admin'))).toEqual([]);
    tables.apply([{ table: 'sqlAuditing', key: idKey(serverId), value: null }]);
    expect(logged('SELECT 1', bearer('admin'))).toEqual([]);
  });
});
