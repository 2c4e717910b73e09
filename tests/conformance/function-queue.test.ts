import { describe, expect, it } from 'vitest';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { schemaVersion } from '#tenant/action-log/entry.ts';
import type { Edge } from '#tenant/edge/edge.ts';
import { createEdge, setupClient } from '#tenant/headless.ts';
import { guidFrom } from '#kernel/ids.ts';
import { group, seed, siteId, subscriptionId } from './world.ts';

const arm = 'https://management.azure.com';
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stjobs`;
const queue = 'https://stjobs.queue.core.windows.net/jobs';
const version = { 'x-ms-version': '2025-11-05' };
const roles = {
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Queue Data Message Processor': '8a0f0c08-91a1-4084-bc3d-661d67233fed',
};

/** The function asks for a token and puts what the message says into a blob. */
const program = {
  name: 'work',
  title: 'Works',
  function: { name: 'Work', trigger: 'queue', queue: 'jobs', connection: 'Jobs' },
  steps: [
    {
      id: 'token',
      says: 'asks for a token',
      request: {
        method: 'GET',
        url: '${env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://storage.azure.com/',
        headers: { 'x-identity-header': '${env.IDENTITY_HEADER}' },
      },
      take: { token: 'access_token' },
    },
    {
      id: 'write',
      says: 'writes the result',
      request: {
        method: 'PUT',
        url: 'https://stjobs.blob.core.windows.net/azure-webjobs-hosts/${trigger.message}',
        headers: { authorization: 'Bearer ${token}', 'x-ms-blob-type': 'BlockBlob', ...version },
        body: 'did ${trigger.message}',
      },
    },
  ],
  answer: { ok: { status: 200, body: 'done' }, refused: { status: 500, body: 'failed' } },
};

/** A function app whose identity may use its storage, and two messages in its queue. */
async function furnished(): Promise<{ edge: Edge; master: string }> {
  const edge = await createEdge(seed);
  const { send, wait } = setupClient(edge.tenant);
  const make = async (method: string, url: string, body?: object | string, headers = {}) => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const answer = await send({ method, url, headers, ...(text !== undefined && { body: text }) });
    if (answer.status === 0 || answer.status >= 300)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    return (answer.body.startsWith('{') ? JSON.parse(answer.body) : {}) as {
      identity?: { principalId: string };
      masterKey?: string;
    };
  };
  const write = (id: string, body: object, api = '2023-12-01') => make('PUT', `${arm}${id}?api-version=${api}`, body);
  const location = 'westeurope';
  const plan = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
  const site = siteId('app-jobs');
  await write(group, { location }, '2024-11-01');
  await write(plan, { location, sku: { name: 'B1' } });
  await write(storage, { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2' }, '2024-01-01');
  const app = {
    location,
    kind: 'functionapp',
    identity: { type: 'SystemAssigned' },
    properties: { serverFarmId: plan },
  };
  const { identity } = await write(site, app);
  const settings = { AzureWebJobsStorage__accountName: 'stjobs', Jobs__accountName: 'stjobs' };
  await write(`${site}/config/appsettings`, { properties: settings });
  edge.tenant.tables.apply([put('programs', 'work', program), put('deployments', idKey(site), { program: 'work' })]);
  for (const role of Object.values(roles)) {
    const id = `${storage}/providers/Microsoft.Authorization/roleAssignments/${guidFrom('jobs', 'grant', role)}`;
    const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
    const properties = { roleDefinitionId, principalId: identity?.principalId, principalType: 'ServicePrincipal' };
    await write(id, { properties }, '2022-04-01');
  }
  await make('PUT', queue, undefined, version);
  for (const name of ['one', 'two'])
    await make('POST', `${queue}/messages`, `<QueueMessage><MessageText>${name}</MessageText></QueueMessage>`, version);
  await wait(15 * 60_000);
  const { masterKey = '' } = await make('POST', `${arm}${site}/host/default/listkeys?api-version=2023-12-01`);
  const state = edge.tenant.hash;
  await edge.append({ kind: 'start', schema: schemaVersion, engine: 'test', lab: { id: 'jobs', hash: '' }, state });
  return { edge, master: masterKey };
}

describe('a function that a queue sets going', () => {
  it('takes each message once, as its identity, and its log says the same again', async () => {
    const { edge, master } = await furnished();
    const headers = { 'x-functions-key': master, 'content-type': 'application/json' };
    const run = () =>
      edge.send({
        method: 'POST',
        url: 'https://app-jobs.azurewebsites.net/admin/functions/Work',
        headers,
        body: '{}',
      });
    for (const _ of ['one', 'two']) {
      const { status, body } = await run();
      expect([status, body]).toEqual([200, 'done']);
    }
    expect((await run()).status).toBe(202);
    await edge.append({ kind: 'clock', by: 15 * 60_000 });
    expect((await run()).status).toBe(202);
    const sent = edge.tenant.entries.flatMap(({ input }) =>
      input.kind === 'request' ? [`${input.request.method} ${input.request.url.replace(/\?.*/, '')}`] : [],
    );
    for (const name of ['one', 'two'])
      expect(sent).toContain(`PUT https://stjobs.blob.core.windows.net/azure-webjobs-hosts/${name}`);

    const again = await furnished();
    for (const entry of edge.tenant.entries.slice(1)) expect(await again.edge.replay(entry)).toBeUndefined();
    expect(again.edge.tenant.hash).toBe(edge.tenant.hash);
  });
});
