import { MonitorClient } from '@azure/arm-monitor';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { group, openWorld, subscriptionId, vaultId, type World } from './world.ts';

const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.as('owner', {
    method: 'PUT',
    url: `https://management.azure.com${workspaceId}?api-version=2023-09-01`,
    body: JSON.stringify({ location: 'westeurope' }),
  });
});

const client = (credential: TokenCredential): MonitorClient =>
  new MonitorClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const setting = { workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] };
const elsewhere = vaultId.replace(/kv1$/, 'none');

const operations: ArmOperation<MonitorClient>[] = [
  {
    operation: 'diagnosticSettings.createOrUpdate',
    works: (c) => c.diagnosticSettings.createOrUpdate(vaultId, 'audit', setting),
    object: (c) => c.diagnosticSettings.createOrUpdate(elsewhere, 'audit', setting),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'diagnosticSettings.get',
    works: (c) => c.diagnosticSettings.get(vaultId, 'audit'),
    object: (c) => c.diagnosticSettings.get(vaultId, 'none'),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'diagnosticSettings.list',
    works: (c) => all(c.diagnosticSettings.list(vaultId)),
    object: async (c) => expect(await all(c.diagnosticSettings.list(`${vaultId}/secrets/db`))).toEqual([]),
    refusal: 'ok: nothing is collected there',
  },
  {
    operation: 'diagnosticSettingsCategory.list',
    works: (c) => all(c.diagnosticSettingsCategory.list(vaultId)),
    object: (c) => all(c.diagnosticSettingsCategory.list(workspaceId)),
    refusal: [400, 'ResourceTypeNotSupported'],
  },
  {
    operation: 'activityLogs.list',
    works: async (c) => {
      const filter = `eventTimestamp ge '2026-11-23T00:00:00Z' and resourceGroupName eq 'rg1'`;
      const found = await all(c.activityLogs.list(filter));
      expect(found.map(({ operationName }) => operationName?.value)).toContain(
        'Microsoft.Insights/diagnosticSettings/write',
      );
    },
    object: (c) => all(c.activityLogs.list('nonsense eq 1')),
    refusal: [400, 'InvalidFilterInQueryString'],
  },
  {
    operation: 'diagnosticSettings.delete',
    works: (c) => c.diagnosticSettings.delete(vaultId, 'audit'),
    object: (c) => c.diagnosticSettings.delete(vaultId, 'audit'),
    refusal: 'ok: nothing was there',
  },
];

describe('MonitorClient, unchanged', () => {
  tryArmOperations({ title: '@azure/arm-monitor MonitorClient', world: () => world, client, operations });

  it('shows a setting as it was written', async () => {
    const { diagnosticSettings } = client(credentialOf(world, 'owner'));
    const written = await diagnosticSettings.createOrUpdate(vaultId, 'again', setting);
    expect(written).toMatchObject({ name: 'again', workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] });
    expect(await diagnosticSettings.get(vaultId, 'again')).toEqual(written);
  });
});
