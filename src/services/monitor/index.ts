import type { Service } from '#kernel/define.ts';
import { diagnosticSettingIndexes } from '#kernel/logs.ts';

/** Azure Monitor: which resource logs are collected. */
export const monitor: Service = {
  namespace: 'Microsoft.Insights',
  surfaces: [],
  operations: [],
  indexes: diagnosticSettingIndexes,
};
