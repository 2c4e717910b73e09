import type { Service } from '#kernel/define.ts';
import { environmentOf } from './environment.ts';
import { indexes } from './models.ts';
import { appOperations } from './operations/apps.ts';
import { environmentOperations } from './operations/environments.ts';
import { pollingOperations } from './operations/polling.ts';
import { runningOperations } from './operations/running.ts';
import { visitOperations } from './operations/visit.ts';
import { containerAppSurface } from './surface.ts';

/** Container Apps: environments, apps with identities, secrets from vaults, images from registries, and visits. */
export const containerApps: Service = {
  namespace: 'Microsoft.App',
  surfaces: [containerAppSurface],
  operations: [
    ...environmentOperations,
    ...appOperations,
    ...runningOperations,
    ...pollingOperations,
    ...visitOperations,
  ],
  indexes,
  environment: environmentOf,
};
