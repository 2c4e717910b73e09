import * as z from 'zod/mini';
import type { ResourceGroupRow } from '#kernel/rows.ts';

/** Tables of this service beyond the shared ones: operationResults (operation id) · activityLog (time, entry, event) · subscriptionTags (idKey). */
export const tables = {
  operationResults: 'operationResults',
  activityLog: 'activityLog',
  subscriptionTags: 'subscriptionTags',
} as const;

const Tags = z.record(z.string(), z.string());

export const GroupBody = z.object({
  location: z.nullish(z.string()),
  tags: z.nullish(Tags),
  managedBy: z.nullish(z.string()),
});
export type GroupBody = z.infer<typeof GroupBody>;

export const GroupPatch = z.object({ tags: z.nullish(Tags) });
export type GroupPatch = z.infer<typeof GroupPatch>;

export const ManagementGroupBody = z.object({
  properties: z.nullish(
    z.object({
      displayName: z.nullish(z.string()),
      details: z.nullish(z.object({ parent: z.nullish(z.object({ id: z.nullish(z.string()) })) })),
    }),
  ),
});
export type ManagementGroupBody = z.infer<typeof ManagementGroupBody>;

/** A long-running deletion of a resource group. Its progress is read off the times (virtual, ms). */
export interface OperationResult {
  id: string;
  subscriptionId: string;
  group: ResourceGroupRow;
  startedAt: number;
  completesAt: number;
  failure?: { status: number; code: string; message: string };
}

/** One event of the activity log. */
export interface ActivityEvent {
  eventDataId: string;
  /** Virtual time, ms. */
  at: number;
  phase: 'BeginRequest' | 'EndRequest';
  status: 'Started' | 'Accepted' | 'Succeeded' | 'Failed';
  /** HTTP status of the answer; absent at the start. */
  httpStatus?: number;
  action: string;
  title: string;
  /** The address that was asked: what the authorization was about. */
  scope: string;
  resourceId: string;
  subscriptionId: string;
  resourceGroup: string;
  provider: string;
  resourceType: string;
  caller: string;
  claims: Record<string, string>;
  correlationId: string;
  requestId: string;
  method: string;
  clientRequestId?: string;
  failure?: { code: string; message: string };
  requestBody?: string;
}
