import { implement } from '../../implement.ts';
import { shapes } from '../../shape.ts';
import { WEB_VERSION } from '../../webapp/site.ts';

export const appservicePlanList = implement('appservice plan list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) => {
    const path =
      resourceGroup === undefined
        ? `${await az.root()}/providers/Microsoft.Web/serverfarms?detailed=true&api-version=${WEB_VERSION}`
        : `${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms?api-version=${WEB_VERSION}`;
    return shapes('AppServicePlan', await az.arm.list(path)).map(({ geoRegion: _, subscription: __, ...plan }) => plan);
  },
});
