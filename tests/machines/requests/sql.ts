import { group, idOf, tenantId, type Person } from '../../conformance/world.ts';
import { Scene } from '../../faults/scene.ts';
import type { Ending } from '../seen.ts';

const machine = 'sql-login';
const server = `${group}/providers/Microsoft.Sql/servers/sqlshop`;
const audience = 'https://database.windows.net/';
const [login, password] = ['sqladmin', 'Correct-Horse-7'];

/** A server whose administrator is the owner, with one database and an open firewall. */
async function open(): Promise<Scene> {
  const scene = await Scene.open();
  const who = { login: 'owner@contoso.onmicrosoft.com', sid: idOf('owner'), tenantId };
  const administrators = { administratorType: 'ActiveDirectory', principalType: 'User', ...who };
  const properties = { administratorLogin: login, administratorLoginPassword: password, administrators };
  await scene.make('PUT', server, { location: 'westeurope', properties });
  await scene.make('PUT', `${server}/databases/shop`, { location: 'westeurope' });
  const range = { startIpAddress: '0.0.0.0', endIpAddress: '255.255.255.255' };
  await scene.make('PUT', `${server}/firewallRules/everybody`, { properties: range });
  return scene;
}

const url = (database: string): string => `https://sqlshop.database.windows.net/databases/${database}/batch`;
const asPerson = async (scene: Scene, person: Person, sql: string, database = 'shop') =>
  scene.send('POST', url(database), await scene.world.tokenOf(person, `${audience}.default`), { sql });
const byPassword = (scene: Scene, secret: string) =>
  scene.send(
    'POST',
    url('shop'),
    undefined,
    { sql: 'SELECT 1' },
    { authorization: `Basic ${btoa(`${login}:${secret}`)}` },
  );
const letIn = (scene: Scene, name: string) => asPerson(scene, 'owner', `CREATE USER [${name}] FROM EXTERNAL PROVIDER`);

const endings: Omit<Ending, 'machine' | 'open'>[] = [
  {
    end: 'noSuchDatabase',
    asks: 'a database that is not there',
    ask: (scene) => asPerson(scene, 'owner', 'SELECT 1', 'none'),
  },
  {
    end: 'passwordsOff',
    asks: 'by password, where only Entra counts',
    async ask(scene) {
      const properties = { azureADOnlyAuthentication: true };
      await scene.make('PUT', `${server}/azureADOnlyAuthentications/Default`, { properties });
      return byPassword(scene, password);
    },
  },
  { end: 'wrongPassword', asks: 'by a wrong password', ask: (scene) => byPassword(scene, 'hush') },
  {
    end: 'unknownPrincipal',
    asks: 'as somebody without a user',
    ask: (scene) => asPerson(scene, 'nobody', 'SELECT 1'),
  },
  {
    end: 'denied',
    asks: 'as a user, what no role of theirs allows',
    async ask(scene) {
      await letIn(scene, 'nobody@contoso.onmicrosoft.com');
      return asPerson(scene, 'nobody', 'CREATE TABLE t (a int)');
    },
  },
  {
    end: 'failed',
    asks: 'as the administrator, of a table that is not there',
    ask: (scene) => asPerson(scene, 'owner', 'SELECT * FROM none'),
  },
  { end: 'answered', asks: 'as the administrator', ask: (scene) => asPerson(scene, 'owner', 'SELECT 1') },
  { end: 'answered', asks: 'by the right password', ask: (scene) => byPassword(scene, password) },
  {
    end: 'answered',
    asks: 'as a member of a group that is a user',
    async ask(scene) {
      await letIn(scene, 'staff');
      return asPerson(scene, 'reader', 'SELECT 1');
    },
  },
];

export const sqlEndings: Ending[] = endings.map((ending) => ({ machine, open, ...ending }));
