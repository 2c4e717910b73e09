import type { Service } from '#kernel/define.ts';
import { environmentOf } from './environment.ts';
import { indexes } from './models.ts';
import { configOperations } from './operations/config.ts';
import { functionOperations } from './operations/functions.ts';
import { planOperations } from './operations/plans.ts';
import { powerOperations } from './operations/power.ts';
import { publishingOperations } from './operations/publishing.ts';
import { referenceOperations } from './operations/references.ts';
import { siteOperations } from './operations/sites.ts';
import { stackOperations } from './operations/stacks.ts';
import { swapOperations } from './operations/swap.ts';
import { tunnelOperations } from './operations/tunnel.ts';
import { visitOperations } from './operations/visit.ts';
import { upcoming } from './references.ts';
import { siteSurface } from './surfaces.ts';

/** App Service: plans, web apps, their settings and the visits to them. */
export const appService: Service = {
  namespace: 'Microsoft.Web',
  surfaces: [siteSurface],
  operations: [
    ...planOperations,
    ...siteOperations,
    ...configOperations,
    ...powerOperations,
    ...referenceOperations,
    ...tunnelOperations,
    ...visitOperations,
    ...stackOperations,
    ...swapOperations,
    ...publishingOperations,
    ...functionOperations,
  ],
  indexes,
  environment: environmentOf,
  upcoming,
};
