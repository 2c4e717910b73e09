import { expect, it } from 'vitest';
import { fractionFrom } from '#kernel/ids.ts';
import { SqlFixture } from '../fixture.ts';
import { tokenize } from './tokens.ts';

/** Batches that are right, of every kind of statement. */
const batches = [
  "SELECT DISTINCT TOP (5) o.id, o.item AS [what] FROM dbo.orders AS o LEFT JOIN orders p ON o.id = p.id WHERE (o.price > 1 OR o.item LIKE N'%e_') AND o.id NOT IN (7, 8) AND o.item IS NOT NULL ORDER BY 2 DESC, o.id",
  "INSERT INTO orders (item, price) VALUES ('x', -1), (N'it''s', NULL); UPDATE orders SET price = 1.5, item = 'y' WHERE id = 3; DELETE FROM orders WHERE id = 1",
  'CREATE USER [app] FROM EXTERNAL PROVIDER; ALTER ROLE db_datawriter ADD MEMBER [app]; GRANT SELECT, INSERT ON dbo.orders TO [app]; DENY DELETE TO app',
  "CREATE USER [g] WITH SID = 0x000102030405060708090a0b0c0d0e0f, TYPE = X; CREATE USER p WITH PASSWORD = 'Correct-Horse-8'; DROP USER IF EXISTS g",
  'CREATE TABLE t (a int IDENTITY(1,1) PRIMARY KEY, b nvarchar(max) NOT NULL, c decimal(9,2)); DROP TABLE IF EXISTS t, orders',
  "IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = 'x') BEGIN SELECT USER_NAME(1), IS_MEMBER('db_owner'), COUNT(*) FROM sys.tables END ELSE SELECT * FROM sys.database_role_members",
];

it('any batch with words lost, doubled and exchanged is answered or refused, and nothing worse', () => {
  const at = new SqlFixture();
  at.sql('CREATE TABLE orders (id int IDENTITY, item nvarchar(20) NOT NULL, price decimal(9,2))');
  const words = batches.flatMap((batch) => tokenize(batch).map(({ raw }) => raw));
  const statuses = new Map<number, number>();
  for (let number = 0; number < 900; number += 1) {
    const pick = (of: string, size: number): number => Math.floor(fractionFrom('robust', of, number) * size);
    const tokens = tokenize(batches[number % batches.length] ?? '').map(({ raw }) => raw);
    const [place, word, way] = [pick('place', tokens.length), words[pick('word', words.length)] ?? '', pick('way', 4)];
    if (way === 0) tokens.splice(place, 1);
    if (way === 1) tokens.splice(place, 0, word);
    if (way === 2) tokens[place] = word;
    if (way === 3) tokens.length = place;
    const before = JSON.stringify(at.tables.all('sqlTables'));
    const { status, json, text } = at.sql(tokens.join(' '), 'admin');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect([200, 400, 403, 501], `${tokens.join(' ')} => ${text}`).toContain(status);
    if (status === 200)
      at.sql(
        'DROP TABLE IF EXISTS t; IF NOT EXISTS (SELECT 1 FROM sys.tables) CREATE TABLE orders (id int IDENTITY, item nvarchar(20) NOT NULL, price decimal(9,2))',
      );
    else
      expect([JSON.stringify(at.tables.all('sqlTables')), json['error']?.['message']]).toEqual([
        before,
        expect.any(String),
      ]);
  }
  expect([...statuses.keys()].sort()).toEqual([200, 400, 501]);
});
