import { armOperation } from '#kernel/arm-type.ts';
import { ok, refuse } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import type { OperationRow } from '../models.ts';
import * as at from './compute-operation.ts';

/** The addresses that a 202 points to: the operation's state, and (`monitor=true`) what its request comes to. */
export const operationStatus = armOperation({
  action: 'Microsoft.Compute/locations/operations/read',
  title: 'Get operation',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/operations/{operationId}',
  requires: () => undefined,
  handle(ctx, { params, query, url }) {
    const id = params['operationId']?.toLowerCase() ?? '';
    const row = ctx.view.get<OperationRow>('computeOperations', id);
    if (row?.subscriptionId !== params['subscriptionId']?.toLowerCase() || !row)
      return refuse(errors.operationNotFound(id));
    if (query('monitor') !== 'true') return ok({ status: 200, body: at.operationShape(row, ctx.now) });
    if (ctx.now >= row.completesAt) return ok({ status: 200, ...(row.output && { body: row.output }) });
    const asked = url.query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return ok({ status: 202, headers: { location: `https://${url.host}${url.path}?${asked}`, 'retry-after': '10' } });
  },
});
