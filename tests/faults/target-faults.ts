import { sidOf } from '#services/sql/directory.ts';
import { group, siteId } from '../conformance/world.ts';
import type { Fault } from './fault.ts';
import { propagation, systemAssigned } from './scene.ts';
import { asOwner, asSite, clientIdOfSite, furnishSql } from './sql-scene.ts';

const lock = `${group}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`;
const newUser = 'CREATE USER [web] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [web]';

export const targetFaults: Fault[] = [
  {
    id: 'lock-taken-for-a-permission-problem',
    says: 'the owner may not delete, and gives themselves more roles; a lock stands on the group',
    async plant(scene) {
      await scene.make('PUT', lock, { properties: { level: 'CanNotDelete', notes: 'ask before deleting' } });
    },
    meet: (scene) => scene.arm('DELETE', siteId('app-none')),
    met: /^409 .*ScopeLocked/s,
    look: (scene) => scene.arm('GET', `${group}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`),
    shows: /^200 .*"level":"CanNotDelete".*ask before deleting/s,
    repair: async (scene) => void (await scene.make('DELETE', lock)),
    mended: /^20[04] /,
  },
  {
    id: 'sql-user-of-a-dead-identity',
    says: 'the identity was switched off and on again; the database user of its name belongs to the one before',
    async plant(scene) {
      await furnishSql(scene);
      await scene.site('web', systemAssigned);
      await scene.wait(propagation);
      await asOwner(scene, newUser);
      const before = await asSite(scene, 'web', 'SELECT item FROM orders');
      if (before.status !== 200) throw new Error(`it works first: ${before.text}`);
      await scene.make('PATCH', siteId('web'), { identity: { type: 'None' } });
      await scene.make('PATCH', siteId('web'), { identity: systemAssigned });
      await scene.wait(propagation);
      scene.kept['sid'] = sidOf(await clientIdOfSite(scene, 'web'));
    },
    meet: (scene) => asSite(scene, 'web', 'SELECT item FROM orders'),
    met: /^401 .*18456.*<token-identified principal>/s,
    async look(scene) {
      const seen = await asOwner(scene, "SELECT name, sid FROM sys.database_principals WHERE name = 'web'");
      return { ...seen, text: seen.text.replace(scene.kept['sid'] ?? '', 'the one of now') };
    },
    shows: /^200 (?!.*the one of now).*"web".*0x[0-9A-F]{32}/s,
    repair: async (scene) => void (await asOwner(scene, `DROP USER [web]; ${newUser}`)),
    mended: /^200 .*"tea"/,
  },
];
