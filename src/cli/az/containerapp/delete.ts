import { implement } from '../implement.ts';
import { appPath, askProvider, plainError, waitForResult } from './app.ts';

export const containerappDelete = implement('containerapp delete', {
  takes: { resourceGroup: 'text', name: 'text', noWait: 'flag' },
  run: async ({ resourceGroup, name, noWait }, az) => {
    await askProvider(az);
    const first = await az.arm.send('DELETE', await appPath(az, resourceGroup, name));
    if (first.status >= 400) throw plainError(first);
    if (noWait || first.status !== 202) return undefined;
    await waitForResult(az, first);
    az.warn('Containerapp successfully deleted');
    return undefined;
  },
});
