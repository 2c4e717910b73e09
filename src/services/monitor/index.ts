import type { Service } from '#kernel/define.ts';
import { diagnosticSettingIndexes } from '#kernel/logs.ts';
import { diagnosticSettingOperations } from './operations/diagnostic-settings.ts';
import { workspaceOperations } from './operations/workspaces.ts';

/** Azure Monitor: which resource logs are collected, and the workspaces that they go to. */
export const monitor: Service = {
  namespace: 'Microsoft.Insights',
  surfaces: [],
  operations: [...diagnosticSettingOperations, ...workspaceOperations],
  indexes: diagnosticSettingIndexes,
};
