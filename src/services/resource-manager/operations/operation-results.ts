import { defineOperation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { operationNotFound } from '../errors.ts';
import { tables, type OperationResult } from '../models.ts';

/** The address that a 202 points to: 202 until the operation has ended, then its outcome. */
export const getOperationResult = defineOperation({
  action: 'Microsoft.Resources/subscriptions/operationresults/read',
  title: 'Get operation result',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/operationresults/{operationId}',
  requires: () => undefined,
  handle(ctx, { params, url }) {
    const id = params.operationId?.toLowerCase() ?? '';
    const result = ctx.view.get<OperationResult>(tables.operationResults, id);
    if (result?.subscriptionId !== params.subscriptionId?.toLowerCase()) return refuse(operationNotFound(id));
    if (!result) return refuse(operationNotFound(id));
    if (ctx.now < result.completesAt) {
      const query = url.query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
      return ok({ status: 202, headers: { location: `https://${url.host}${url.path}?${query}`, 'retry-after': '15' } });
    }
    return result.failure ? refuse(result.failure) : ok({ status: 200 });
  },
});
