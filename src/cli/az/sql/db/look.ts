import { implement } from '../../implement.ts';
import { databasePath, databaseResult, databaseRow, databaseRows } from './database.ts';

export const sqlDbShow = implement('sql db show', {
  takes: { resourceGroup: 'text', server: 'text', name: 'text' },
  run: async ({ resourceGroup, server, name }, az) =>
    databaseResult(await az.arm.get(await databasePath(az, resourceGroup, server, name))),
  table: databaseRow,
});

export const sqlDbList = implement('sql db list', {
  takes: { resourceGroup: 'text', server: 'text' },
  run: async ({ resourceGroup, server }, az) =>
    (await az.arm.list(await databasePath(az, resourceGroup, server))).map(databaseResult),
  table: databaseRows,
});

export const sqlDbDelete = implement('sql db delete', {
  takes: { resourceGroup: 'text', server: 'text', name: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, server, name, noWait }, az) => {
    const path = await databasePath(az, resourceGroup, server, name);
    await (noWait ? az.arm.call('DELETE', path) : az.arm.finish('DELETE', path, undefined, 'location'));
    return undefined;
  },
});
