import { AutomationClient } from '@azure/arm-automation';
import { HttpHeaders, type HttpClient } from '@azure/ms-rest-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import { credentialOf, fixedToken, refusalOf } from './transport.ts';
import { group, openWorld, roleId, subscriptionId, vaultId, type Person, type World } from './world.ts';

const columns = ['works', 'not allowed', 'wrong audience', 'object'];
const outcomes = new Outcomes('@azure/arm-automation AutomationClient', columns);
const accountId = `${group}/providers/Microsoft.Automation/automationAccounts/account1`;
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  console.log(outcomes.print());
});

/** How bytes travel for a client of the older generation. */
const httpClient: HttpClient = {
  async sendRequest(request) {
    const { method, url, body } = request;
    const headers = request.headers.rawHeaders();
    const answer = await world.client.send({ method, url, headers, ...(typeof body === 'string' && { body }) });
    return { request, status: answer.status, headers: new HttpHeaders(answer.headers), bodyAsText: answer.body };
  },
};
type Client = AutomationClient;
const options = { httpClient, noRetryPolicy: true, longRunningOperationRetryTimeout: 0 };
const clientOf = (person: Person): Client =>
  new AutomationClient(credentialOf(world, person), subscriptionId, 'status', options);

const page = { status: 200, body: 'read ${db.length} characters' };
const program = {
  name: 'nightly',
  title: 'Reads a secret',
  steps: [
    {
      id: 'token',
      says: 'asks its identity endpoint for a token',
      request: {
        method: 'GET',
        url: '${env.IDENTITY_ENDPOINT}',
        query: { resource: 'https://vault.azure.net' },
        headers: { 'X-IDENTITY-HEADER': '${env.IDENTITY_HEADER}', Metadata: 'true' },
      },
      take: { token: 'access_token' },
    },
    {
      id: 'secret',
      says: 'reads the secret db',
      request: {
        method: 'GET',
        url: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4',
        headers: { authorization: 'Bearer ${token}' },
      },
      take: { db: 'value' },
    },
  ],
  answer: { ok: page, refused: { status: 500, body: 'The runbook failed.' } },
};
const content = JSON.stringify(program);
const at = ['rg1', 'account1'] as const;
const job = { runbook: { name: 'nightly' } };
const gone: [number, string] = [404, 'NotFound'];
const noAccount: [number, string] = [404, 'ResourceNotFound'];

const operations: {
  operation: string;
  works(client: Client): Promise<unknown>;
  object(client: Client): Promise<unknown>;
  refusal: [number, string] | string;
}[] = [
  {
    operation: 'automationAccount.createOrUpdate',
    works: (c) => c.automationAccount.createOrUpdate(...at, { location: 'westeurope', sku: { name: 'Basic' } }),
    object: (c) => c.automationAccount.createOrUpdate('rg9', 'account1', { location: 'westeurope' }),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'automationAccount.update',
    works: (c) => c.automationAccount.update(...at, { tags: { a: 'b' } }),
    object: (c) => c.automationAccount.update('rg1', 'account9', {}),
    refusal: noAccount,
  },
  {
    operation: 'automationAccount.get',
    works: (c) => c.automationAccount.get(...at),
    object: (c) => c.automationAccount.get('rg1', 'account9'),
    refusal: noAccount,
  },
  {
    operation: 'automationAccount.listByResourceGroup',
    works: (c) => c.automationAccount.listByResourceGroup('rg1'),
    object: (c) => c.automationAccount.listByResourceGroup('rg9'),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'runbook.createOrUpdate',
    works: (c) => c.runbook.createOrUpdate(...at, 'nightly', { runbookType: 'PowerShell' }),
    object: (c) => c.runbook.createOrUpdate('rg1', 'account9', 'nightly', { runbookType: 'PowerShell' }),
    refusal: noAccount,
  },
  {
    operation: 'runbookDraft.replaceContent',
    works: (c) => c.runbookDraft.replaceContent(...at, 'nightly', content),
    object: (c) => c.runbookDraft.replaceContent(...at, 'nightly', 'Get-AzVM'),
    refusal: [501, 'NotSimulated'],
  },
  {
    operation: 'runbook.publish',
    works: (c) => c.runbook.publish(...at, 'nightly'),
    object: (c) => c.runbook.publish(...at, 'other'),
    refusal: gone,
  },
  {
    operation: 'runbook.get',
    works: (c) => c.runbook.get(...at, 'nightly'),
    object: (c) => c.runbook.get(...at, 'other'),
    refusal: gone,
  },
  {
    operation: 'runbook.listByAutomationAccount',
    works: (c) => c.runbook.listByAutomationAccount(...at),
    object: (c) => c.runbook.listByAutomationAccount('rg1', 'account9'),
    refusal: noAccount,
  },
  {
    operation: 'job.create',
    works: (c) => c.job.create(...at, 'j1', job),
    object: (c) => c.job.create(...at, 'j1', job),
    refusal: [409, 'Conflict'],
  },
  {
    operation: 'job.get',
    works: (c) => c.job.get(...at, 'j1'),
    object: (c) => c.job.get(...at, 'j9'),
    refusal: gone,
  },
  {
    operation: 'job.getOutput',
    works: (c) => c.job.getOutput(...at, 'j1'),
    object: (c) => c.job.getOutput(...at, 'j9'),
    refusal: gone,
  },
  {
    operation: 'job.listByAutomationAccount',
    works: (c) => c.job.listByAutomationAccount(...at),
    object: (c) => c.job.listByAutomationAccount('rg1', 'account9'),
    refusal: noAccount,
  },
  {
    operation: 'jobStream.listByJob',
    works: (c) => c.jobStream.listByJob(...at, 'j1'),
    object: (c) => c.jobStream.listByJob(...at, 'j9'),
    refusal: gone,
  },
  {
    operation: 'runbook.deleteMethod',
    works: (c) => c.runbook.deleteMethod(...at, 'nightly'),
    object: (c) => c.runbook.deleteMethod(...at, 'other'),
    refusal: gone,
  },
  {
    operation: 'automationAccount.deleteMethod',
    works: (c) => c.automationAccount.deleteMethod(...at),
    object: (c) => c.automationAccount.deleteMethod(...at),
    refusal: 'ok: nothing was there',
  },
];

describe('AutomationClient, unchanged', () => {
  describe.each(operations)('$operation', ({ operation, works, object, refusal }) => {
    it('is refused to whom no role allows it, and with a token for a vault', async () => {
      const refused = await refusalOf(() => works(clientOf('nobody')));
      outcomes.saw(operation, 'not allowed', refused);
      expect(refused).toMatchObject({ statusCode: 403 });
      const token = fixedToken(await world.tokenOf('owner', 'https://vault.azure.net/.default'));
      const wrong = await refusalOf(() => works(new AutomationClient(token, subscriptionId, 'status', options)));
      outcomes.saw(operation, 'wrong audience', wrong);
      expect(wrong).toMatchObject({ statusCode: 401 });
    });

    it('works, or is refused by the object', async () => {
      await works(clientOf('owner'));
      outcomes.saw(operation, 'works', 'ok');
      if (typeof refusal === 'string') {
        await object(clientOf('owner'));
        return outcomes.saw(operation, 'object', refusal);
      }
      const refused = await refusalOf(() => object(clientOf('owner')));
      outcomes.saw(operation, 'object', { ...refused, code: refused.code ?? refusal[1] });
      expect(refused).toMatchObject({ statusCode: refusal[0] });
    });
  });

  it('leaves no outcome unseen', () => {
    expect(outcomes.empty()).toEqual([]);
  });

  it('runs a runbook as the account, whose role decides how the job ends', async () => {
    const c = clientOf('owner');
    const put = (method: string, url: string, body: object) =>
      world.as('owner', { method, url: `https://management.azure.com${url}`, body: JSON.stringify(body) });
    const identity = { type: 'SystemAssigned' };
    await put('PUT', `${accountId}?api-version=2023-11-01`, { location: 'westeurope', identity });
    await c.runbook.createOrUpdate(...at, 'nightly', { runbookType: 'PowerShell' });
    await c.runbookDraft.replaceContent(...at, 'nightly', content);
    await c.runbook.publish(...at, 'nightly');
    const first = await c.job.create(...at, 'before', job);
    expect(first).toMatchObject({ status: 'New', runbook: { name: 'nightly' } });
    expect(await c.job.get(...at, 'before')).toMatchObject({ status: 'Failed' });
    const exception = (await c.job.get(...at, 'before')).exception ?? '';
    expect(exception).toContain('It stopped at the step that reads the secret db.');
    expect(exception).toContain('403 (ForbiddenByRbac)');
    const shown = await world.as('owner', {
      method: 'GET',
      url: `https://management.azure.com${accountId}?api-version=2023-11-01`,
    });
    const { principalId } = (JSON.parse(shown.body) as { identity: { principalId: string } }).identity;
    await put(
      'PUT',
      `${vaultId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000aa?api-version=2022-04-01`,
      { properties: { roleDefinitionId: roleId('secretsUser'), principalId, principalType: 'ServicePrincipal' } },
    );
    await world.client.wait(15 * 60_000);
    await c.job.create(...at, 'after', job);
    expect(await c.job.get(...at, 'after')).toMatchObject({ status: 'Completed' });
    expect((await c.jobStream.listByJob(...at, 'after'))[0]).toMatchObject({ summary: 'read 7 characters' });
  });
});
