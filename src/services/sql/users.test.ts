import { beforeEach, describe, expect, it } from 'vitest';
import { group } from '../test-tenant.ts';
import { apps, serverId, SqlFixture, told, type As } from './fixture.ts';

let at: SqlFixture;
beforeEach(() => {
  at = new SqlFixture().withOrders();
});

describe('users', () => {
  it.each<[string, unknown]>([
    [
      'CREATE USER [bob@contoso.com] FROM EXTERNAL PROVIDER',
      ['bob@contoso.com', 'E', 'EXTERNAL', '0x3333333333333343A333333333333333'],
    ],
    ['CREATE USER [staff] FROM EXTERNAL PROVIDER', ['staff', 'X', 'EXTERNAL', '0x8888888888888848A888888888888888']],
    ['CREATE USER [other] FROM EXTERNAL PROVIDER', ['other', 'E', 'EXTERNAL', '0x7777777777777747A777777777777777']],
    [
      `CREATE USER [other-6666] FROM EXTERNAL PROVIDER WITH OBJECT_ID = '${apps.other.id}'`,
      ['other-6666', 'E', 'EXTERNAL', '0x7777777777777747A777777777777777'],
    ],
    [
      'CREATE USER [g] WITH SID = 0x000102030405060708090a0b0c0d0e0f, TYPE = X',
      ['g', 'X', 'EXTERNAL', '0x000102030405060708090A0B0C0D0E0F'],
    ],
  ])('%s', (sql, row) => {
    expect(at.sql(sql, 'admin').status).toBe(200);
    const found = told(
      at.sql(
        "SELECT name, type, authentication_type_desc, sid FROM sys.database_principals WHERE type IN ('E', 'X') AND name <> 'app'",
      ),
    );
    expect(found).toEqual([row]);
  });

  it.each<[string, As, number, string]>([
    [
      'CREATE USER [none] FROM EXTERNAL PROVIDER',
      'admin',
      33130,
      "Principal 'none' could not be found or this principal type is not supported.",
    ],
    [
      'CREATE USER [ann] FROM EXTERNAL PROVIDER',
      'admin',
      33130,
      "Principal 'ann' could not be found or this principal type is not supported.",
    ],
    [
      'CREATE USER [App] FROM EXTERNAL PROVIDER',
      'admin',
      15023,
      "User, group, or role 'App' already exists in the current database.",
    ],
    [
      'CREATE USER [db_owner] FROM EXTERNAL PROVIDER',
      'admin',
      15023,
      "User, group, or role 'db_owner' already exists in the current database.",
    ],
    [
      `CREATE USER [app2] FROM EXTERNAL PROVIDER WITH OBJECT_ID = '${apps.app.id}'`,
      'admin',
      15063,
      'The login already has an account under a different user name.',
    ],
    [
      `CREATE USER [x] FROM EXTERNAL PROVIDER WITH OBJECT_ID = '${apps.app.appId}'`,
      'admin',
      37545,
      `'${apps.app.appId}' is not a valid object id for 'x' or you do not have permission.`,
    ],
    [
      'CREATE USER [other] FROM EXTERNAL PROVIDER',
      'sqladmin',
      33159,
      "Principal 'other' could not be created. Only connections established with Active Directory accounts can create other Active Directory users.",
    ],
    [
      'CREATE USER [x] WITH SID = 0x00',
      'admin',
      33162,
      'TYPE and SID options have to be used along with each other, in this version of SQL Server.',
    ],
    [
      'CREATE USER [x] WITH SID = 0x00, TYPE = S',
      'admin',
      33163,
      'The value specified for TYPE option is not supported in this version of SQL Server. Allowed values are E (EXTERNAL_USER) and X (EXTERNAL_GROUP)',
    ],
    ["CREATE USER x WITH PASSWORD = 'weak'", 'admin', 33064, expect.stringContaining('not complex enough') as string],
    [
      'DROP USER none',
      'admin',
      15151,
      "Cannot drop the user 'none', because it does not exist or you do not have permission.",
    ],
    [
      'DROP USER app',
      'app',
      15151,
      "Cannot drop the user 'app', because it does not exist or you do not have permission.",
    ],
    [
      'ALTER ROLE db_datareader ADD MEMBER none',
      'admin',
      15151,
      "Cannot add the principal 'none', because it does not exist or you do not have permission.",
    ],
    [
      'ALTER ROLE db_datareader DROP MEMBER none',
      'admin',
      15151,
      "Cannot drop the principal 'none', because it does not exist or you do not have permission.",
    ],
    [
      'ALTER ROLE reader ADD MEMBER app',
      'admin',
      15151,
      "Cannot alter the role 'reader', because it does not exist or you do not have permission.",
    ],
    [
      'ALTER ROLE db_owner ADD MEMBER app',
      'app',
      15151,
      "Cannot alter the role 'db_owner', because it does not exist or you do not have permission.",
    ],
    [
      'GRANT SELECT ON none TO app',
      'admin',
      15151,
      "Cannot find the object 'none', because it does not exist or you do not have permission.",
    ],
    [
      'GRANT SELECT ON orders TO none',
      'admin',
      15151,
      "Cannot find the user 'none', because it does not exist or you do not have permission.",
    ],
    [
      'GRANT SELECT ON orders TO app',
      'app',
      15151,
      "Cannot find the object 'orders', because it does not exist or you do not have permission.",
    ],
    [
      'DROP TABLE orders',
      'app',
      3701,
      "Cannot drop the table 'orders', because it does not exist or you do not have permission.",
    ],
  ])('%s as %s: %i', (sql, as, number, message) => {
    expect(told(at.sql(sql, as))).toEqual([number, message]);
  });

  it.each([
    'DROP USER dbo',
    'ALTER ROLE db_owner ADD MEMBER dbo',
    'ALTER ROLE db_owner ADD MEMBER db_datareader',
    'ALTER ROLE public ADD MEMBER app',
    'GRANT SELECT TO db_datareader',
  ])('%s is not simulated', (sql) => {
    expect(told(at.sql(sql, 'admin'))).toEqual([501, 'NotSimulated', expect.any(String)]);
  });

  it('are given rights on tables of dbo only', () => {
    expect(told(at.sql('GRANT SELECT ON app.orders TO app', 'admin'))).toEqual([15151, expect.any(String)]);
  });

  it('33131: two principals of one name, until one is named by its object id', () => {
    at.application('other', 'dddddddd-dddd-4ddd-addd-dddddddddddd', 'eeeeeeee-eeee-4eee-aeee-eeeeeeeeeeee');
    expect(told(at.sql('CREATE USER [other] FROM EXTERNAL PROVIDER', 'admin'))).toEqual([
      33131,
      "Principal 'other' has a duplicate display name. Make the display name unique in Azure Active Directory and execute this statement again.",
    ]);
    expect(
      at.sql(`CREATE USER [other_1] FROM EXTERNAL PROVIDER WITH OBJECT_ID = '${apps.other.id}'`, 'admin').status,
    ).toBe(200);
  });

  it('go with their roles and grants', () => {
    at.sql(
      'ALTER ROLE db_owner ADD MEMBER app; GRANT SELECT ON orders TO app; DROP USER app; CREATE USER [app] FROM EXTERNAL PROVIDER',
      'admin',
    );
    expect(told(at.sql('SELECT * FROM orders', 'app'))).toEqual([229, expect.any(String)]);
    expect(told(at.sql('SELECT COUNT(*) FROM sys.database_role_members'))).toEqual([[0]]);
  });
});

describe('an application that makes users', () => {
  const create = () => told(at.sql('CREATE USER [other] FROM EXTERNAL PROVIDER', 'app'));
  const directory = 'microsoft.directory/servicePrincipals/standard/read';
  beforeEach(() => {
    at.sql('ALTER ROLE db_owner ADD MEMBER app');
  });

  it('needs an identity of the server, which may read the directory', () => {
    expect(create()).toEqual([
      33134,
      `Principal 'other' could not be resolved. Error message: 'Server identity is not configured. Please follow the steps in "Assign an Azure AD identity to your server and add Directory Reader permission to your identity" (https://aka.ms/sqlaadsetup)'`,
    ]);
    at.arm('PATCH', serverId, { identity: { type: 'SystemAssigned' } });
    expect(create()).toEqual([
      37353,
      'Server identity does not have the Microsoft Entra Directory Readers permission. For more information, see https://go.microsoft.com/fwlink/?linkid=2323204.',
    ]);
    const principal = String(at.arm('GET', serverId).json['identity']?.['principalId']);
    at.grant(principal, directory, '/');
    const staff = told(at.sql('CREATE USER [staff] FROM EXTERNAL PROVIDER', 'app'));
    expect(staff).toEqual([37353, expect.any(String)]);
    expect(create()).toEqual([]);
    const { trace } = at.sql('DROP USER [other]; CREATE USER [other] FROM EXTERNAL PROVIDER', 'app');
    expect(trace.inside.map(({ as, url, trace: { status } }) => `${as} ${new URL(url).pathname} ${status}`)).toEqual([
      'platform /entra/tokens 200',
      'host /v1.0/users 403',
      'host /v1.0/groups 403',
      'host /v1.0/servicePrincipals 200',
    ]);
    at.apply([{ table: 'servicePrincipals', key: principal, value: null }]);
    at.sql('DROP USER [other]');
    expect(create()).toEqual([33134, expect.stringContaining("Error message: 'AADSTS700016: ")]);
  });

  it('asks by the primary identity of the server', () => {
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
    at.arm('PUT', identity, { location: 'westeurope' }, undefined, '2023-01-31');
    const { principalId } = at.arm('GET', identity, undefined, undefined, '2023-01-31').json['properties'] as never;
    at.grant(principalId, directory, '/');
    at.arm('PATCH', serverId, {
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identity]: {} } },
    });
    expect(create()).toEqual([37353, expect.any(String)]);
    at.arm('PATCH', serverId, { properties: { primaryUserAssignedIdentityId: identity } });
    expect(create()).toEqual([]);
  });

  it('asks nobody by WITH SID', () => {
    const sql = 'CREATE USER [other] WITH SID = 0x7777777777777747A777777777777777, TYPE = E';
    expect(at.sql(sql, 'app').status).toBe(200);
    expect(told(at.sql('SELECT USER_NAME()', 'other'))).toEqual([['other']]);
  });

  it('is unlike a person, in whose own name the directory is asked', () => {
    at.sql(
      'CREATE USER [ann@contoso.com] FROM EXTERNAL PROVIDER; ALTER ROLE db_accessadmin ADD MEMBER [ann@contoso.com]',
    );
    expect(at.sql('CREATE USER [staff] FROM EXTERNAL PROVIDER', 'ann').status).toBe(200);
  });
});
