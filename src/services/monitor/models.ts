import * as z from 'zod/mini';
import type { DiagnosticSettingRow } from '#kernel/logs.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export const table = 'diagnosticSettings';

/** A switch for a category of logs, or for a group of them. */
const LogSetting = z.looseObject({
  category: z.nullish(z.string()),
  categoryGroup: z.nullish(z.string()),
  enabled: z.boolean(),
});

export const SettingPut = z.looseObject({
  properties: z.looseObject({
    workspaceId: z.nullish(z.string()),
    storageAccountId: z.nullish(z.string()),
    eventHubAuthorizationRuleId: z.nullish(z.string()),
    marketplacePartnerId: z.nullish(z.string()),
    logAnalyticsDestinationType: z.nullish(z.string()),
    logs: z.nullish(z.array(LogSetting)),
    metrics: z.nullish(z.array(z.looseObject({ category: z.nullish(z.string()), enabled: z.boolean() }))),
  }),
});
export type SettingGiven = z.infer<typeof SettingPut>;

/**
 * The categories of logs by type of resource.
 * Source: "Supported categories for Azure Monitor resource logs".
 */
const categories: Record<string, string[]> = {
  'microsoft.keyvault/vaults': ['AuditEvent', 'AzurePolicyEvaluationDetails'],
  'microsoft.storage/storageaccounts/blobservices': ['StorageRead', 'StorageWrite', 'StorageDelete'],
  'microsoft.storage/storageaccounts/queueservices': ['StorageRead', 'StorageWrite', 'StorageDelete'],
  'microsoft.servicebus/namespaces': [
    'OperationalLogs',
    'VNetAndIPFilteringLogs',
    'RuntimeAuditLogs',
    'ApplicationMetricsLogs',
    'DiagnosticErrorLogs',
  ],
  'microsoft.sql/servers/databases': ['SQLSecurityAuditEvents', 'DevOpsOperationsAudit', 'SQLInsights', 'Errors'],
  'microsoft.appconfiguration/configurationstores': ['HttpRequest', 'Audit'],
  'microsoft.containerregistry/registries': ['ContainerRegistryLoginEvents', 'ContainerRegistryRepositoryEvents'],
};

/** The categories that a resource of this type can log; undefined where it has none. */
export const categoriesOf = (type: string | undefined): string[] | undefined => categories[type?.toLowerCase() ?? ''];

export const settingId = (resourceId: string, name: string): string =>
  `${resourceId}/providers/microsoft.insights/diagnosticSettings/${name}`;

export const settingsOf = (view: View, resourceId: string): DiagnosticSettingRow[] =>
  view.by<DiagnosticSettingRow>(table, 'resource', idKey(resourceId));
