import { implement } from '../implement.ts';
import { sitePath, WEB_VERSION } from './site.ts';

export const webappDelete = implement('webapp delete', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    keepMetrics: 'flag',
    keepEmptyPlan: 'flag',
    keepDnsRegistration: 'flag',
    slot: 'text?',
  },
  run: async ({ resourceGroup, name, keepMetrics, keepEmptyPlan, slot }, az) => {
    const kept = [keepMetrics ? 'deleteMetrics=false&' : '', keepEmptyPlan ? 'deleteEmptyServerFarm=false&' : ''].join(
      '',
    );
    const path = await sitePath(az, resourceGroup, name, slot);
    await az.arm.call('DELETE', `${path}?${kept}api-version=${WEB_VERSION}`);
    return undefined;
  },
});
