import { group, identityId } from '../conformance/world.ts';
import type { Setup } from './base-directory.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const version = 'api-version=2019-05-01';
const subscription = group.split('/').slice(0, 3).join('/');
const type = '/providers/Microsoft.Logic/workflows';
const workflowId = `${group}${type}/workflow-fuzz`;
const identity = { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } };
const authentication = {
  type: 'ManagedServiceIdentity',
  audience: 'https://vault.azure.net',
  identity: identityId('id1'),
};
const definition = {
  contentVersion: '1.0.0.0',
  triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
  actions: {
    Read: {
      type: 'Http',
      inputs: {
        method: 'POST',
        uri: 'https://kv1.vault.azure.net/secrets/db',
        queries: { 'api-version': '7.4' },
        headers: { a: 'b' },
        body: { a: 1 },
        authentication,
      },
      runAfter: {},
    },
    Answer: { type: 'Response', inputs: { statusCode: 200, body: 'done' }, runAfter: { Read: ['Succeeded'] } },
  },
};
const workflow = { location: 'westeurope', identity, tags: { a: 'b' }, properties: { definition, parameters: {} } };

export interface LogicAppMade {
  run: string;
  callback: string;
}

/** A workflow, a run of it, and the address that calls it. */
export async function furnishLogicApp(setup: Setup): Promise<LogicAppMade> {
  const at = `${arm}${workflowId}`;
  await setup('PUT', `${at}?${version}`, workflow);
  await setup('POST', `${at}/triggers/manual/run?${version}`, undefined);
  const read = async (method: string, path: string) => (await setup(method, `${at}/${path}?${version}`)).body;
  const callback = String((await read('POST', 'triggers/manual/listCallbackUrl'))['value']);
  const [run] = (await read('GET', 'runs'))['value'] as { name: string }[];
  return { run: run?.name ?? '', callback };
}

/** Logic Apps, as the owner of the subscription asks, and as whoever has a callback address calls. */
export function logicAppSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?${version}`, body, base.tokens['owner arm']);
  const run = `${workflowId}/runs/${base.logicApp.run}`;
  return [
    manage('PUT', `${workflowId}2`, workflow),
    manage('PATCH', workflowId, { tags: { a: 'b' }, identity }),
    manage('GET', workflowId),
    manage('GET', `${group}${type}`),
    manage('GET', `${subscription}${type}`),
    manage('DELETE', workflowId),
    ...['enable', 'disable', 'triggers/manual/run', 'triggers/manual/listCallbackUrl'].map((path) =>
      manage('POST', `${workflowId}/${path}`),
    ),
    ...['triggers', 'triggers/manual', 'runs'].map((path) => manage('GET', `${workflowId}/${path}`)),
    ...[run, `${run}/actions`, `${run}/actions/Read`].map((path) => manage('GET', path)),
    sample('POST', base.logicApp.callback),
  ];
}
