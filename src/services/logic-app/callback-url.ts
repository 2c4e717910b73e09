import { sha256Hex } from '#kernel/ids.ts';
import type { LogicAppRow, Workflow } from './models.ts';

const hostOf = (location: string): string => `prod-00.${location}.logic.azure.com`;

/** The address at which a workflow's triggers are called. */
export const accessEndpoint = ({ location }: Workflow, { endpoint }: LogicAppRow): string =>
  `https://${hostOf(location)}:443/workflows/${endpoint}`;

/** What signs the address of a trigger. Who has it may start the workflow: no identity and no role is asked for. */
export const signatureOf = ({ accessKey, endpoint }: LogicAppRow, trigger: string): string =>
  sha256Hex(`${accessKey} ${endpoint} /triggers/${trigger.toLowerCase()}/run`).slice(0, 43);

/** The parts of a trigger's callback address, as listCallbackUrl gives them. */
export function callbackOf(workflow: Workflow, row: LogicAppRow, trigger: string) {
  const basePath = `${accessEndpoint(workflow, row)}/triggers/${trigger}/paths/invoke`;
  const queries = {
    'api-version': '2016-10-01',
    sp: `/triggers/${trigger}/run`,
    sv: '1.0',
    sig: signatureOf(row, trigger),
  };
  const query = Object.entries(queries).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return { value: `${basePath}?${query.join('&')}`, method: 'POST', basePath, queries };
}

export const callbackHost = /^prod-00\.([a-z0-9]+)\.logic\.azure\.com$/;
