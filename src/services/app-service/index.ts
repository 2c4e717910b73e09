import type { Service } from '#kernel/define.ts';
import { environmentOf } from './environment.ts';
import { indexes } from './models.ts';
import { configOperations } from './operations/config.ts';
import { identityEndpointOperations } from './operations/identity-endpoint.ts';
import { planOperations } from './operations/plans.ts';
import { powerOperations } from './operations/power.ts';
import { siteOperations } from './operations/sites.ts';
import { visitOperations } from './operations/visit.ts';
import { identitySurface, siteSurface } from './surfaces.ts';

export { tokenAcquisitionMachine } from './token-acquisition.machine.ts';

/** App Service: plans, web apps, their settings, their identity endpoint and the visits to them. */
export const appService: Service = {
  namespace: 'Microsoft.Web',
  surfaces: [siteSurface, identitySurface],
  operations: [
    ...planOperations,
    ...siteOperations,
    ...configOperations,
    ...powerOperations,
    ...visitOperations,
    ...identityEndpointOperations,
  ],
  indexes,
  environment: environmentOf,
};
