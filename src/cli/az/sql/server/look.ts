import { implement } from '../../implement.ts';
import { list } from '../../json.ts';
import { serverPath, serverQuery, serverResult, serverRow } from './server.ts';

export const sqlServerShow = implement('sql server show', {
  takes: { resourceGroup: 'text', name: 'text', expandAdAdmin: 'flag' },
  run: async ({ resourceGroup, name, expandAdAdmin }, az) =>
    serverResult(await az.arm.get(`${await serverPath(az, resourceGroup, name)}?${serverQuery(expandAdAdmin)}`)),
  table: serverRow,
});

export const sqlServerList = implement('sql server list', {
  takes: { resourceGroup: 'text?', expandAdAdmin: 'flag' },
  run: async ({ resourceGroup, expandAdAdmin }, az) => {
    const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
    const path = `${scope}/providers/Microsoft.Sql/servers?${serverQuery(expandAdAdmin)}`;
    return (await az.arm.list(path)).map(serverResult);
  },
  table: (result) => list(result).map(serverRow),
});
