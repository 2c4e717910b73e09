import { second } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { subscriptionOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { operationNotFound } from '../arm-errors.ts';
import { table, type OperationRow } from '../models.ts';

/** How long the work behind an accepted request takes, in virtual time. */
const duration: Record<string, number> = {
  server: 45 * second,
  database: 30 * second,
  serverAdministrator: 15 * second,
};

/**
 * 202 as the provider says it: the state has changed, and the operation that clients poll ends later. `resource` is what
 * the result's address shows then. Shapes: azure-cli's recordings of `az sql`, e.g. test_aadonly.yaml.
 */
export function accepted(
  ctx: Ctx,
  { query }: Pick<Input, 'query'>,
  work: { kind: string; operation: string; id: string; location: string; changes: Change[]; resource?: string },
): Outcome {
  const { kind, operation, location, changes, resource } = work;
  const [scope = ''] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(work.id) ?? [];
  const id = ctx.newId('sql-operation', work.id);
  const row: OperationRow = {
    id,
    subscriptionId: (subscriptionOf(scope)?.split('/')[2] ?? '').toLowerCase(),
    startedAt: ctx.now,
    completesAt: ctx.now + (duration[kind] ?? 0),
    ...(resource && { resource }),
  };
  const version = encodeURIComponent(query('api-version') ?? '');
  const address = (way: string): string =>
    `https://management.azure.com${scope}/providers/Microsoft.Sql/locations/${location}/${kind}${way}/${id}?api-version=${version}`;
  return ok({
    status: 202,
    body: { operation, startTime: new Date(ctx.now).toISOString() },
    headers: {
      'azure-asyncoperation': address('AzureAsyncOperation'),
      location: address('OperationResults'),
      'retry-after': '15',
    },
    changes: [...changes, put(table.operations, id, row)],
  });
}

const action = (kind: string): boolean => /^[a-z]+(?:AzureAsyncOperation|OperationResults)$/i.test(kind);

/** The addresses that a 202 points to. */
const operationStatus = defineOperation({
  action: 'Microsoft.Sql/locations/serverAzureAsyncOperation/read',
  title: 'Get operation',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/Microsoft.Sql/locations/{location}/{kind}/{operationId}',
  requires: () => undefined,
  handle(ctx, { params, url }) {
    const kind = params['kind'] ?? '';
    if (!action(kind)) return refuse(notSimulated({ method: 'GET', url: `https://${url.host}${url.path}` }));
    const id = params['operationId']?.toLowerCase() ?? '';
    const row = ctx.view.get<OperationRow>(table.operations, id);
    if (!row || row.subscriptionId !== params['subscriptionId']?.toLowerCase()) return refuse(operationNotFound(id));
    const over = ctx.now >= row.completesAt;
    if (/AzureAsyncOperation$/i.test(kind)) {
      const startTime = new Date(row.startedAt).toISOString();
      return ok({ status: 200, body: { name: row.id, status: over ? 'Succeeded' : 'InProgress', startTime } });
    }
    const asked = url.query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    if (!over)
      return ok({ status: 202, headers: { location: `https://${url.host}${url.path}?${asked}`, 'retry-after': '15' } });
    const shown =
      row.resource && ctx.send('platform', { method: 'GET', url: `https://${url.host}${row.resource}?${asked}` });
    return shown && shown.status === 200 ? ok({ status: 200, body: shown.body }) : ok({ status: 204 });
  },
});

export const longRunningOperations = [operationStatus];
