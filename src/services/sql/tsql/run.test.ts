import { beforeEach, describe, expect, it } from 'vitest';
import { SqlFixture, told } from '../fixture.ts';

let at: SqlFixture;
beforeEach(() => {
  at = new SqlFixture();
  at.sql(
    'CREATE TABLE orders (id int IDENTITY(1,1) PRIMARY KEY, item nvarchar(6) NOT NULL, price decimal(9,2), paid bit)',
  );
  at.sql("INSERT INTO orders VALUES ('Tea', 2.5, 1), ('coffee', 3, 0), ('water', NULL, 0)");
  at.sql("CREATE TABLE prices (item nvarchar(10), since date); INSERT INTO prices VALUES ('tea', '2026-01-01')");
});

/** One row of one column a line, for short tables. */
const rows = (sql: string): unknown => told(at.sql(sql));

describe('queries', () => {
  it.each<[string, unknown]>([
    ['SELECT * FROM dbo.orders WHERE id = 1', [[1, 'Tea', 2.5, 1]]],
    ['SELECT item FROM orders ORDER BY price', [['water'], ['Tea'], ['coffee']]],
    ['SELECT item FROM orders ORDER BY price DESC', [['coffee'], ['Tea'], ['water']]],
    ['SELECT TOP 1 item AS i FROM orders ORDER BY i', [['coffee']]],
    [
      'SELECT item, id FROM orders ORDER BY 2 DESC',
      [
        ['water', 3],
        ['coffee', 2],
        ['Tea', 1],
      ],
    ],
    ["SELECT id FROM orders WHERE item = 'TEA  '", [[1]]],
    ["SELECT id FROM orders WHERE price > '2.7'", [[2]]],
    ['SELECT id FROM orders WHERE NOT price > 2.7', [[1]]],
    ['SELECT id FROM orders WHERE price IS NULL OR paid = 1', [[1], [3]]],
    ["SELECT id FROM orders WHERE item LIKE '%F_e%'", [[2]]],
    ["SELECT id FROM orders WHERE item NOT LIKE '%e%'", []],
    ['SELECT id FROM orders WHERE id IN (1, 3)', [[1], [3]]],
    ['SELECT id FROM orders WHERE price NOT IN (3, NULL)', []],
    ['SELECT DISTINCT paid FROM orders', [[1], [0]]],
    ['SELECT COUNT(*) FROM orders WHERE paid = 0', [[2]]],
    ['SELECT o.id, p.since FROM orders o JOIN prices p ON o.item = p.item', [[1, '2026-01-01']]],
    [
      'SELECT o.id, p.item FROM orders o LEFT JOIN prices p ON o.item = p.item WHERE p.item IS NULL',
      [
        [2, null],
        [3, null],
      ],
    ],
    ['SELECT p.* FROM orders o INNER JOIN prices p ON p.item = o.item', [['tea', '2026-01-01']]],
    ["SELECT 1, 'x', NULL", [[1, 'x', null]]],
    ['SELECT USER_NAME(), CURRENT_USER, DB_NAME(), @@SERVERNAME', [['dbo', 'dbo', 'shop', 'sqlsrv']]],
    [
      "SELECT IS_MEMBER('db_owner'), IS_MEMBER('public'), IS_ROLEMEMBER('none'), USER_NAME(16390)",
      [[1, 1, null, 'db_datareader']],
    ],
    ['SELECT name FROM sys.tables ORDER BY name', [['orders'], ['prices']]],
    ["IF EXISTS (SELECT * FROM orders WHERE id = 9) SELECT 'yes' ELSE BEGIN SELECT 'no'; END", [['no']]],
    [
      "IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'app') CREATE USER [app] FROM EXTERNAL PROVIDER; SELECT name FROM sys.database_principals WHERE type = 'E'",
      [['app']],
    ],
  ])('%s', (sql, expected) => {
    expect(rows(sql)).toEqual(expected);
  });

  it('answers with titles, counts and messages, the last result set first', () => {
    const { json } = at.sql(
      'SELECT id AS n, price p FROM orders WHERE id = 2; DELETE orders WHERE id > 1; SELECT COUNT(*) AS left_over FROM orders',
    );
    expect(json).toEqual({
      columns: ['left_over'],
      rows: [[1]],
      rowsAffected: 1,
      messages: ['(1 row affected)', '(2 rows affected)', '(1 row affected)'],
      earlier: [{ columns: ['n', 'p'], rows: [[2, 3]] }],
    });
  });
});

describe('changes', () => {
  it.each<[string, string, unknown]>([
    [
      "INSERT INTO orders (price, item) VALUES (1, 'milk')",
      'SELECT id, item, price, paid FROM orders WHERE id = 4',
      [[4, 'milk', 1, null]],
    ],
    [
      "UPDATE orders SET price = 9, item = 'all' WHERE paid = 0",
      "SELECT id FROM orders WHERE item = 'all' AND price = 9",
      [[2], [3]],
    ],
    ['UPDATE orders SET price = id', 'SELECT price FROM orders', [[1], [2], [3]]],
    ['DELETE FROM orders', 'SELECT COUNT(*) FROM orders', [[0]]],
    ['DROP TABLE IF EXISTS none, prices', 'SELECT name FROM sys.objects', [['orders']]],
    ['DROP TABLE orders; CREATE TABLE orders (a int)', 'SELECT * FROM orders', []],
  ])('%s', (sql, query, expected) => {
    expect(at.sql(sql)).toMatchObject({ status: 200 });
    expect(rows(query)).toEqual(expected);
  });

  it.each<[string, string, unknown]>([
    ['int', '2.7', 2],
    ['tinyint', '256', 8115],
    ['bit', "'true'", 1],
    ['decimal(9,2)', '1.005', 1.01],
    ['decimal(9,2)', '-2.555', -2.56],
    ['decimal', "'2.5'", 3],
    ['float', '0.125', 0.125],
    ['nvarchar(max)', '12', '12'],
    ['varchar', "'ab'", 2628],
    ['date', "'2026-11-23 09:00'", '2026-11-23'],
    ['datetime2', "'2026-11-23'", '2026-11-23T00:00:00'],
    ['datetime', "'soon'", 501],
    ['uniqueidentifier', "'0a1b2c3d-0000-4000-8000-00000000000f'", '0A1B2C3D-0000-4000-8000-00000000000F'],
    ['uniqueidentifier', "'x'", 8169],
  ])('keeps in a column of %s of %s: %s', (type, literal, expected) => {
    const kept = told(at.sql(`CREATE TABLE t (a ${type}); INSERT INTO t VALUES (${literal}); SELECT a FROM t`));
    expect(typeof expected === 'number' && expected > 300 ? (kept as unknown[])[0] : kept).toEqual(
      typeof expected === 'number' && expected > 300 ? expected : [[expected]],
    );
  });

  it('gives no number twice', () => {
    at.sql("DELETE orders WHERE id = 3; INSERT orders (item) VALUES ('new')");
    expect(rows('SELECT id FROM orders')).toEqual([[1], [2], [4]]);
  });

  it('takes back what came before an error', () => {
    expect(
      told(
        at.sql('DELETE FROM orders; DROP TABLE prices; CREATE USER [app] FROM EXTERNAL PROVIDER; SELECT * FROM none'),
      ),
    ).toEqual([208, "Invalid object name 'none'."]);
    expect(rows('SELECT COUNT(*) FROM orders')).toEqual([[3]]);
    expect(rows('SELECT COUNT(*) FROM prices')).toEqual([[1]]);
    expect(rows("SELECT name FROM sys.database_principals WHERE type = 'E'")).toEqual([]);
  });
});

describe('errors of the engine', () => {
  it.each<[string, number, string]>([
    ['SELECT * FROM none', 208, "Invalid object name 'none'."],
    ['SELECT * FROM app.orders', 208, "Invalid object name 'app.orders'."],
    ['SELECT nothing FROM orders', 207, "Invalid column name 'nothing'."],
    ['SELECT id FROM orders WHERE id = 1 OR nothing = 1', 207, "Invalid column name 'nothing'."],
    ['DELETE FROM orders WHERE nothing = 1', 207, "Invalid column name 'nothing'."],
    ['SELECT item FROM orders o JOIN prices p ON o.item = p.item', 209, "Ambiguous column name 'item'."],
    ['SELECT x.item FROM orders o', 4104, 'The multi-part identifier "x.item" could not be bound.'],
    [
      "SELECT * FROM orders WHERE id = 'one'",
      245,
      "Conversion failed when converting the varchar value 'one' to data type int.",
    ],
    ["INSERT INTO orders VALUES ('x', 'dear', 1)", 8114, 'Error converting data type varchar to numeric.'],
    [
      "UPDATE orders SET paid = '2.7'",
      245,
      "Conversion failed when converting the varchar value '2.7' to data type bit.",
    ],
    [
      "INSERT INTO orders VALUES ('x')",
      213,
      'Column name or number of supplied values does not match table definition.',
    ],
    [
      "INSERT INTO orders (item, paid) VALUES ('x')",
      109,
      'There are more columns in the INSERT statement than values specified in the VALUES clause. The number of values in the VALUES clause must match the number of columns specified in the INSERT statement.',
    ],
    [
      "INSERT INTO orders (item) VALUES ('x', 1)",
      110,
      'There are fewer columns in the INSERT statement than values specified in the VALUES clause. The number of values in the VALUES clause must match the number of columns specified in the INSERT statement.',
    ],
    [
      'INSERT INTO orders (price) VALUES (1)',
      515,
      "Cannot insert the value NULL into column 'item', table 'shop.dbo.orders'; column does not allow nulls. INSERT fails.",
    ],
    [
      'UPDATE orders SET item = NULL',
      515,
      "Cannot insert the value NULL into column 'item', table 'shop.dbo.orders'; column does not allow nulls. UPDATE fails.",
    ],
    [
      "INSERT INTO orders (id, item) VALUES (7, 'x')",
      544,
      "Cannot insert explicit value for identity column in table 'orders' when IDENTITY_INSERT is set to OFF.",
    ],
    ['UPDATE orders SET id = 1', 8102, "Cannot update identity column 'id'."],
    [
      "INSERT INTO orders (item) VALUES ('chocolate')",
      2628,
      "String or binary data would be truncated in table 'orders', column 'item'. Truncated value: 'chocol'.",
    ],
    ['CREATE TABLE Orders (a int)', 2714, "There is already an object named 'Orders' in the database."],
    [
      'CREATE TABLE t (a int, A int)',
      2705,
      "Column names in each table must be unique. Column name 'A' in table 't' is specified more than once.",
    ],
    ['DROP TABLE none', 3701, "Cannot drop the table 'none', because it does not exist or you do not have permission."],
    ["INSERT INTO sys.tables VALUES ('x')", 259, 'Ad hoc updates to system catalogs are not allowed.'],
    [
      'INSERT INTO orders (item) VALUES ("x")',
      128,
      expect.stringContaining('The name "x" is not permitted in this context.') as string,
    ],
    ['DELETE FROM app.orders', 208, "Invalid object name 'app.orders'."],
    [
      'DROP TABLE app.orders',
      3701,
      "Cannot drop the table 'app.orders', because it does not exist or you do not have permission.",
    ],
    [
      'USE master',
      40508,
      'USE statement is not supported to switch between databases. Use a new connection to connect to a different database.',
    ],
  ])('%s', (sql, number, message) => {
    expect(told(at.sql(sql))).toEqual([number, message]);
  });

  it('2627: a key twice', () => {
    at.sql('CREATE TABLE k (id nvarchar(9) PRIMARY KEY)');
    expect(told(at.sql("INSERT INTO k VALUES ('a'), ('A')"))).toEqual([
      2627,
      expect.stringMatching(
        /^Violation of PRIMARY KEY constraint 'PK__k__[0-9A-F]{16}'\. Cannot insert duplicate key in object 'dbo\.k'\. The duplicate key value is \(A\)\.$/,
      ),
    ]);
  });

  it('says number, state, class, sentence and server', () => {
    expect(at.sql('SELECT * FROM none')).toMatchObject({
      status: 400,
      json: { error: { number: 208, state: 1, class: 16, message: "Invalid object name 'none'.", server: 'sqlsrv' } },
    });
    expect(told(at.sql('SELECT * FROM sys.columns'))).toEqual([
      501,
      'NotSimulated',
      expect.stringContaining('The view sys.columns is not simulated'),
    ]);
  });
});
