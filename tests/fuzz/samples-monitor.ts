import { group, vaultId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import type { Setup } from './base-directory.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';

const workspaces = `${group}/providers/Microsoft.OperationalInsights/workspaces`;
const settings = `${vaultId}/providers/Microsoft.Insights/diagnosticSettings`;
const workspace = { location: 'westeurope', tags: { a: 'b' }, properties: { retentionInDays: 30 } };
const logs = [{ category: 'AuditEvent', categoryGroup: null, enabled: true }];
const setting = { properties: { workspaceId: `${workspaces}/logs`, logs } };
const version = 'api-version=2023-09-01';

/** A workspace, and the vault's audit log collected there. */
export async function furnishMonitor(setup: Setup): Promise<void> {
  await setup('PUT', `${arm}${workspaces}/logs?${version}`, workspace);
  await setup('PUT', `${arm}${settings}/all?${version}`, setting);
}

/** Diagnostic settings and workspaces, as the owner of the subscription asks. */
export function monitorSamples(base: Base): Sample[] {
  const token = base.tokens['owner arm'] ?? '';
  const ask = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?${version}`, body, token);
  return [
    ask('PUT', `${workspaces}/logs`, workspace),
    ask('GET', `${workspaces}/logs`),
    ask('GET', workspaces),
    ask('GET', `${workspaces.replace(/\/resourceGroups\/[^/]+/, '')}`),
    ask('POST', `${workspaces}/logs/sharedKeys`),
    ask('DELETE', `${workspaces}/logs`),
    ask('PUT', `${settings}/all`, setting),
    ask('GET', `${settings}/all`),
    ask('GET', settings),
    ask('DELETE', `${settings}/all`),
    ask('GET', `${settings}Categories`),
  ];
}
