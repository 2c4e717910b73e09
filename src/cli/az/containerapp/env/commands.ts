import { implement } from '../../implement.ts';
import { list, member } from '../../json.ts';
import { appPath, ask, askProvider, listPath, plainError, waitForResult } from '../app.ts';

const type = 'managedEnvironments';

export const containerappEnvShow = implement('containerapp env show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    await askProvider(az);
    return ask(az, 'GET', await appPath(az, resourceGroup, name, '', type));
  },
});

export const containerappEnvList = implement('containerapp env list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    await askProvider(az);
    return list(member(await ask(az, 'GET', await listPath(az, resourceGroup, type)), 'value'));
  },
});

export const containerappEnvDelete = implement('containerapp env delete', {
  takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, noWait }, az) => {
    await askProvider(az);
    const first = await az.arm.send('DELETE', await appPath(az, resourceGroup, name, '', type));
    if (first.status >= 400) throw plainError(first);
    if (noWait || first.status !== 202) return undefined;
    await waitForResult(az, first);
    az.warn('Containerapp environment successfully deleted');
    return undefined;
  },
});
