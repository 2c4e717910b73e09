import { implement } from '../../implement.ts';
import { isObject } from '../../json.ts';
import { shape } from '../../shape.ts';
import { updatedBody } from '../../update-model.ts';
import { WEB_VERSION } from '../../webapp/site.ts';
import { skuName, skuTier } from './sku.ts';

const NOTHING =
  "Nothing to update. Set one of the following parameters to make an update: ['--number-of-workers', '--sku', '--elastic-scale', '--max-elastic-worker-count']";

export const appservicePlanUpdate = implement('appservice plan update', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    sku: 'text?',
    numberOfWorkers: 'int?',
    set: 'texts?',
    forceString: 'flag',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, sku, numberOfWorkers, set, forceString, noWait }, az) => {
    const path = `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms/${name}?api-version=${WEB_VERSION}`;
    const plan = shape('AppServicePlan', await az.arm.get(path));
    if (sku === undefined && numberOfWorkers === undefined && set === undefined) az.warn(NOTHING);
    const size = isObject(plan['sku']) ? plan['sku'] : {};
    if (sku !== undefined) Object.assign(size, { tier: skuTier(sku), name: skuName(sku) });
    if (numberOfWorkers !== undefined) size['capacity'] = numberOfWorkers;
    const body = updatedBody(az, 'AppServicePlan', { ...plan, sku: size }, { set, forceString });
    if (noWait) {
      await az.arm.put(path, body);
      return undefined;
    }
    return shape('AppServicePlan', await az.arm.finish('PUT', path, body));
  },
});
