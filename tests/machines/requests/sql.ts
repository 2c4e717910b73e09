import { group, idOf, tenantId, type Person } from '../../conformance/world.ts';
import { Scene } from '../../faults/scene.ts';
import type { Ending, Untrodden } from '../seen.ts';

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
const byPassword = (scene: Scene, secret: string, user = login, sql = 'SELECT 1') =>
  scene.send('POST', url('shop'), undefined, { sql }, { authorization: `Basic ${btoa(`${user}:${secret}`)}` });
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
];

interface Way {
  by: string;
  /** Lets them in, as no more than somebody who is there. */
  begin(scene: Scene): Promise<unknown>;
  batch(scene: Scene, sql: string): ReturnType<Ending['ask']>;
}

/** The ways into a database: as its administrator, as a user, as a member of a group that is one, by a password. */
const ways: Way[] = [
  { by: 'the administrator', begin: () => Promise.resolve(), batch: (scene, sql) => asPerson(scene, 'owner', sql) },
  {
    by: 'a user',
    begin: (scene) => letIn(scene, 'nobody@contoso.onmicrosoft.com'),
    batch: (scene, sql) => asPerson(scene, 'nobody', sql),
  },
  { by: 'a group', begin: (scene) => letIn(scene, 'staff'), batch: (scene, sql) => asPerson(scene, 'reader', sql) },
  {
    by: 'a user with a password',
    begin: (scene) => asPerson(scene, 'owner', `CREATE USER shopper WITH PASSWORD = '${password}'`),
    batch: (scene, sql) => byPassword(scene, password, 'shopper', sql),
  },
];

const batches: [end: string, asks: string, sql: string][] = [
  ['answered', 'what everybody may', 'SELECT 1'],
  ['denied', 'what no role allows', 'CREATE TABLE t (a int)'],
  ['failed', 'of a table that is not there', 'SELECT * FROM none'],
];

const onWay = ({ by, begin, batch }: Way): typeof endings =>
  batches
    .filter(([end]) => end !== 'denied' || by !== 'the administrator')
    .map(([end, asks, sql]) => ({
      end,
      asks: `${by}: ${asks}`,
      async ask(scene) {
        await begin(scene);
        return batch(scene, sql);
      },
    }));

export const sqlEndings: Ending[] = [...endings, ...ways.flatMap(onWay)].map((ending) => ({
  machine,
  open,
  ...ending,
}));

export const sqlUntrodden: Untrodden[] = [
  { machine, path: / administrator > batch > denied$/, why: 'nothing is denied to the administrator of a server' },
];
