import { implement } from '../../implement.ts';
import { serverPath, SQL_VERSION } from './server.ts';

export const sqlServerDelete = implement('sql server delete', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await az.arm.finish('DELETE', `${await serverPath(az, resourceGroup, name)}?api-version=${SQL_VERSION}`);
    return undefined;
  },
});
