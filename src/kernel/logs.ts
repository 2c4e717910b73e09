import type { Observed } from './door.ts';
import { guidFrom } from './ids.ts';
import { put } from './result.ts';
import { idKey } from './scope.ts';
import type { Change, View } from './tables.ts';

/** A line of a log that Azure Monitor keeps: the table by its name there, and its columns. */
export interface LogRow {
  table: string;
  /** Virtual time, in milliseconds since 1970. */
  at: number;
  /** ARM id of the resource that it is about; empty for what the directory logs. */
  resourceId: string;
  columns: Record<string, unknown>;
}

/** Tables that only the door's observers write, and that a refused request writes too. */
export const isLog = (table: string): boolean => table === 'logs' || table === 'activityLog';

/** Which categories of a resource's log are collected, and since when; table `diagnosticSettings`, key: idKey of its id. */
export interface DiagnosticSettingRow {
  id: string;
  name: string;
  resourceId: string;
  /** ARM id of the Log Analytics workspace that they go to. */
  workspaceId?: string;
  /** Categories that are on; `allLogs` and `audit` are groups of them. */
  categories: string[];
  categoryGroups: string[];
  body: Record<string, unknown>;
}

/** Categories that the group `audit` collects, beside `allLogs`, which collects every one. */
const auditCategories = new Set([
  'AuditEvent',
  'StorageRead',
  'StorageWrite',
  'StorageDelete',
  'SQLSecurityAuditEvents',
]);

const collected = (view: View, resourceId: string, category: string): boolean =>
  view
    .by<DiagnosticSettingRow>('diagnosticSettings', 'resource', idKey(resourceId))
    .some(
      ({ categories, categoryGroups }) =>
        categories.includes(category) ||
        categoryGroups.includes('allLogs') ||
        (categoryGroups.includes('audit') && auditCategories.has(category)),
    );

/** The index that `diagnosticSettings` is looked up by. */
export const diagnosticSettingIndexes = {
  diagnosticSettings: { resource: ({ resourceId }: DiagnosticSettingRow) => [idKey(resourceId)] },
};

/** One line of a log that is always kept (sign-ins): no diagnostic setting is asked. `nth` tells lines of one request apart. */
export function logLine(observed: Observed, row: Omit<LogRow, 'at'>, nth = 0): Change[] {
  const { call } = observed;
  const { method, url } = call.request;
  const id = guidFrom(call.seed, 'log', `${call.seq} ${row.table} ${method} ${url} ${nth}`);
  const key = `${String(call.now).padStart(15, '0')} ${String(call.seq).padStart(9, '0')} ${id}`;
  return [put('logs', key, { at: call.now, ...row } satisfies LogRow)];
}

/**
 * One line of a resource log: kept only from the moment on at which a diagnostic setting of the resource collects its
 * category. Source: "Diagnostic settings in Azure Monitor": resource logs are not collected without one.
 */
export function resourceLog(observed: Observed, row: Omit<LogRow, 'at'> & { category: string }, nth = 0): Change[] {
  const { category, ...line } = row;
  return collected(observed.view, line.resourceId, category) ? logLine(observed, line, nth) : [];
}
