import type { Service } from '#kernel/define.ts';
import { platformSurface } from '#kernel/platform.ts';
import { appConfiguration } from './app-configuration/index.ts';
import { appService } from './app-service/index.ts';
import { authorization } from './authorization/index.ts';
import { automation } from './automation/index.ts';
import { compute } from './compute/index.ts';
import { containerApps } from './container-apps/index.ts';
import { containerInstance } from './container-instance/index.ts';
import { containerRegistry } from './container-registry/index.ts';
import { containerService } from './container-service/index.ts';
import { entraId } from './entra-id/index.ts';
import { githubActions } from './github-actions/index.ts';
import { hybridCompute } from './hybrid-compute/index.ts';
import { identityEndpoint } from './identity-endpoint/index.ts';
import { imds } from './imds/index.ts';
import { keyVault } from './key-vault/index.ts';
import { laptop } from './laptop/index.ts';
import { locks } from './locks/index.ts';
import { logicApp } from './logic-app/index.ts';
import { managedIdentity } from './managed-identity/index.ts';
import { monitor } from './monitor/index.ts';
import { policy } from './policy/index.ts';
import { resourceManager } from './resource-manager/index.ts';
import { serviceBus } from './service-bus/index.ts';
import { sql } from './sql/index.ts';
import { storage } from './storage/index.ts';
import { thirdPartySaas } from './third-party-saas/index.ts';

/** The inside of the platform, where services ask each other. */
const platform: Service = { namespace: 'platform', surfaces: [platformSurface], operations: [] };

/** Every service of the tenant, a line each. */
export const services: readonly Service[] = [
  platform,
  resourceManager,
  authorization,
  entraId,
  managedIdentity,
  appService,
  keyVault,
  identityEndpoint,
  imds,
  compute,
  containerInstance,
  containerApps,
  hybridCompute,
  containerService,
  githubActions,
  laptop,
  automation,
  logicApp,
  storage,
  sql,
  serviceBus,
  monitor,
  appConfiguration,
  locks,
  policy,
  containerRegistry,
  thirdPartySaas,
];
