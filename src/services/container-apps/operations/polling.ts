import { armTime } from '#kernel/clock.ts';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { appShape } from '../app-shape.ts';
import * as errors from '../errors.ts';
import { apps, type OperationRow } from '../models.ts';

const statuses = 'containerappOperationStatuses';
const results = 'containerappOperationResults';

/**
 * The answer to a change that clients poll: its outcome is decided, and stands at the address that the answer names.
 * Source: Azure CLI recordings of `az containerapp identity assign`.
 */
export function polled(
  ctx: Ctx,
  { query }: Pick<Input, 'query'>,
  work: {
    status: 200 | 201 | 202;
    resource: string;
    location: string;
    body?: unknown;
    changes?: Change[];
    fault?: { code: string; message: string };
  },
): Outcome {
  const { status, resource, location, body, changes = [], fault } = work;
  const id = ctx.newId('container-app-operation', resource);
  const row: OperationRow = { id, resource, startedAt: ctx.now, ...(fault && { fault }) };
  const { subscriptionId = '' } = parseResourceId(resource) ?? {};
  const version = encodeURIComponent(query('api-version') ?? '');
  const address = (kind: string): string =>
    `https://management.azure.com/subscriptions/${subscriptionId}/providers/Microsoft.App/locations/${location}/${kind}/${id}?api-version=${version}`;
  return ok({
    status,
    ...(body !== undefined && { body }),
    headers: {
      'azure-asyncoperation': `${address(statuses)}&azureAsyncOperation=true`,
      ...(status === 202 && { location: address(results) }),
      'retry-after': '5',
    },
    changes: [...changes, put('containerAppOperations', id, row)],
  });
}

const at = (kind: string) =>
  `/subscriptions/{subscriptionId}/providers/Microsoft.App/locations/{location}/${kind}/{id}`;

const find = (ctx: Ctx, { subscriptionId = '', id = '' }: Record<string, string>): OperationRow | undefined => {
  const row = ctx.view.get<OperationRow>('containerAppOperations', id.toLowerCase());
  const own = parseResourceId(row?.resource ?? '')?.subscriptionId?.toLowerCase();
  return own === subscriptionId.toLowerCase() ? row : undefined;
};

const status = armOperation({
  action: `Microsoft.App/locations/${statuses}/read`,
  title: 'Get Container App operation status',
  method: 'GET',
  path: at(statuses),
  requires: () => undefined,
  handle(ctx, { params, url }) {
    const row = find(ctx, params);
    if (!row) return refuse(errors.operationNotFound(params['id'] ?? ''));
    const { id, startedAt, fault } = row;
    return ok({
      status: 200,
      body: {
        id: url.path,
        name: id,
        status: fault ? 'Failed' : 'Succeeded',
        startTime: armTime(startedAt),
        ...(fault && { error: fault }),
      },
    });
  },
});

const result = armOperation({
  action: `Microsoft.App/locations/${results}/read`,
  title: 'Get Container App operation result',
  method: 'GET',
  path: at(results),
  requires: () => undefined,
  handle(ctx, { params }) {
    const row = find(ctx, params);
    if (!row) return refuse(errors.operationNotFound(params['id'] ?? ''));
    const app = apps.find(ctx.view, row.resource);
    return app ? ok({ status: 200, body: appShape(ctx.view, app) }) : ok({ status: 204 });
  },
});

export const pollingOperations = [status, result];
