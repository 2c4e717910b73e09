import type { Origin } from '#kernel/define.ts';
import type { HttpRequest } from '#kernel/http.ts';
import type { Base } from './base.ts';
import { appConfigurationSamples } from './samples-app-configuration.ts';
import { armSamples } from './samples-arm.ts';
import { automationSamples } from './samples-automation.ts';
import { computeSamples } from './samples-compute.ts';
import { containerRegistrySamples } from './samples-container-registry.ts';
import { governanceSamples } from './samples-governance.ts';
import { containerAppSamples } from './samples-container-apps.ts';
import { graphSamples } from './samples-graph.ts';
import { logicAppSamples } from './samples-logic-app.ts';
import { monitorSamples } from './samples-monitor.ts';
import { hostSamples, loginSamples } from './samples-others.ts';
import { vaultSamples } from './samples-vault.ts';
import { outsideSamples } from './samples-outside.ts';
import { serviceBusSamples } from './samples-service-bus.ts';
import { sqlSamples } from './samples-sql.ts';
import { storageSamples } from './samples-storage.ts';
import { thirdPartySamples } from './samples-third-party.ts';
import { webSamples } from './samples-web.ts';

/** A valid request, as one of the clients sends it, at the state of the base. */
export interface Sample {
  request: HttpRequest;
  origin: Origin;
}

/** A valid request or more for every operation that can be reached from outside. */
export const samplesOf = (base: Base): Sample[] => [
  ...armSamples(base),
  ...computeSamples(base),
  ...containerAppSamples(base),
  ...automationSamples(base),
  ...logicAppSamples(base),
  ...graphSamples(base),
  ...vaultSamples(base),
  ...loginSamples(base),
  ...hostSamples(base),
  ...storageSamples(base),
  ...sqlSamples(base),
  ...webSamples(base),
  ...outsideSamples(base),
  ...serviceBusSamples(base),
  ...monitorSamples(base),
  ...appConfigurationSamples(base),
  ...containerRegistrySamples(base),
  ...thirdPartySamples(base),
  ...governanceSamples(base),
];

const internet: Origin = { type: 'internet' };

/** Declares a sample: method, address, body, token. */
export const sample = (
  method: string,
  url: string,
  body?: unknown,
  token?: string,
  origin: Origin = internet,
): Sample => ({
  request: {
    method,
    url,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && {
        'content-type': typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  },
  origin,
});
