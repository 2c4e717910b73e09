import { armTime, second } from '#kernel/clock.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { ok, put, type Outcome } from '#kernel/result.ts';
import type { Change } from '#kernel/tables.ts';
import { scaleSets, type OperationRow } from '../models.ts';

export const instancePath = `${scaleSets.path}/virtualMachines/{instanceId}`;

export const validName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?$/;

/** How long the work behind an accepted request takes, in virtual time. */
const duration = 10 * second;

/** 202: the state has changed, and the operation that clients poll ends a little later. */
export function accepted(
  ctx: Ctx,
  { params, query }: Pick<Input, 'params' | 'query'>,
  work: { location: string; changes?: Change[]; output?: Record<string, unknown>; host?: string },
): Outcome {
  const { subscriptionId = '' } = params;
  const id = ctx.newId('compute-operation', subscriptionId);
  const row: OperationRow = {
    id,
    subscriptionId: subscriptionId.toLowerCase(),
    location: work.location,
    startedAt: ctx.now,
    completesAt: ctx.now + duration,
    ...(work.output && { output: work.output }),
  };
  const version = encodeURIComponent(query('api-version') ?? '');
  const address = `https://management.azure.com/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${work.location}/operations/${id}`;
  return ok({
    status: 202,
    headers: {
      'azure-asyncoperation': `${address}?api-version=${version}`,
      location: `${address}?monitor=true&api-version=${version}`,
      'retry-after': '10',
    },
    changes: [...(work.changes ?? []), put('computeOperations', id, row)],
    ...(work.host && { effects: [{ kind: 'open-session', host: work.host }] }),
  });
}

/** The state of an operation as its address shows it. Source: "Track asynchronous Azure operations". */
export const operationShape = (row: OperationRow, now: number): Record<string, unknown> => {
  const over = now >= row.completesAt;
  return {
    startTime: armTime(row.startedAt),
    ...(over && { endTime: armTime(row.completesAt) }),
    status: over ? 'Succeeded' : 'InProgress',
    ...(over && row.output && { properties: { output: row.output } }),
    name: row.id,
  };
};
