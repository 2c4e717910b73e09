import { group, vaultId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';

/** Diagnostic settings and workspaces, as the owner of the subscription asks. */
export function monitorSamples(base: Base): Sample[] {
  const token = base.tokens['owner arm'] ?? '';
  const workspaces = `${group}/providers/Microsoft.OperationalInsights/workspaces`;
  const settings = `${vaultId}/providers/Microsoft.Insights/diagnosticSettings`;
  const ask = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?api-version=2023-09-01`, body, token);
  const workspace = { location: 'westeurope', tags: { a: 'b' }, properties: { retentionInDays: 30 } };
  const logs = [{ category: 'AuditEvent', categoryGroup: null, enabled: true }];
  const setting = {
    properties: { storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/stfuzz`, logs },
  };
  return [
    ask('PUT', `${workspaces}/logs`, workspace),
    ask('GET', `${workspaces}/logs`),
    ask('GET', workspaces),
    ask('GET', `${workspaces.replace(/\/resourceGroups\/[^/]+/, '')}`),
    ask('DELETE', `${workspaces}/logs`),
    ask('PUT', `${settings}/all`, setting),
    ask('GET', `${settings}/all`),
    ask('GET', settings),
    ask('DELETE', `${settings}/all`),
    ask('GET', `${settings}Categories`),
  ];
}
