import { implement } from '../../implement.ts';
import { WEB_VERSION } from '../../webapp/site.ts';

export const appservicePlanDelete = implement('appservice plan delete', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    const plans = `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms`;
    await az.arm.call('DELETE', `${plans}/${name}?api-version=${WEB_VERSION}`);
    return undefined;
  },
});
