import { group, TestTenant, type Answer, type Json } from '../test-tenant.ts';

/** For the tests of this folder: a workflow that reads a secret with its identity. */
export const workflowId = `${group}/providers/Microsoft.Logic/workflows/flow1`;
export const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
export const system = { type: 'SystemAssigned' };
export const userAssigned = { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } };

export const authenticated = (identity?: string) => ({
  authentication: {
    type: 'ManagedServiceIdentity',
    audience: 'https://vault.azure.net',
    ...(identity && { identity }),
  },
});
export const http = (inputs: object = {}) => ({
  type: 'Http',
  inputs: { method: 'GET', uri: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4', ...inputs },
  runAfter: {},
});
export const response = (inputs: object = {}) => ({
  type: 'Response',
  inputs: { statusCode: 201, body: { done: true }, ...inputs },
  runAfter: {},
});
export const definitionOf = (actions: object, triggers: object = { manual: { type: 'Request', kind: 'Http' } }) => ({
  contentVersion: '1.0.0.0',
  triggers,
  actions,
});
const plain = definitionOf({
  Read: http(authenticated()),
  Write: { ...http({ method: 'post', body: { a: 1 } }), runAfter: { Read: ['Succeeded'] } },
});

export class Logic extends TestTenant {
  constructor() {
    super();
    this.arm('PUT', identityId, { location: 'westeurope' });
  }

  create(more: object = {}): Answer {
    return this.arm('PUT', workflowId, { location: 'westeurope', properties: { definition: plain }, ...more });
  }

  at(method: string, path: string, token?: string): Answer {
    return this.arm(method, `${workflowId}/${path}`, undefined, token);
  }

  run(trigger = 'manual', token?: string): Answer {
    return this.at('POST', `triggers/${trigger}/run`, token);
  }

  get runs(): Json[] {
    return this.at('GET', 'runs').json['value'] as unknown as Json[];
  }

  /** The platform tells how the latest run ended; gives its actions. */
  end(statuses: number[], why?: string): Json[] {
    const run = String(this.runs[0]?.['id']);
    const answer = this.inside('PUT', `/logic/runs?run=${encodeURIComponent(run)}`, { statuses, why });
    if (answer.status !== 200) throw new Error(answer.text);
    const shown = this.arm('GET', `${run}/actions`).json['value'] as unknown as Json[];
    return shown.map(({ name, properties }) => ({ name, ...properties }) as Json);
  }

  callback(trigger = 'manual'): string {
    return String(this.at('POST', `triggers/${trigger}/listCallbackUrl`).json['value']);
  }

  /** A run asks the workflow's endpoint. */
  ask(query: Record<string, string> = {}): Answer {
    const row = this.tables.all<{ header: string }>('identityEndpoints')[0];
    const all = { 'api-version': '2019-08-01', resource: 'https://vault.azure.net', ...query };
    return this.send('GET', `http://127.0.0.1:41564/msi/token?${new URLSearchParams(all).toString()}`, undefined, {
      headers: { 'x-identity-header': row?.header ?? '' },
      origin: { type: 'run', entry: 1, host: workflowId },
    });
  }
}
