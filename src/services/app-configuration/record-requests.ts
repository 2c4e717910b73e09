import { clientAddress } from '#kernel/addresses.ts';
import { armTime } from '#kernel/clock.ts';
import type { Observed } from '#kernel/door.ts';
import { resourceLog } from '#kernel/logs.ts';
import type { Change } from '#kernel/tables.ts';
import { appConfigurationSurface } from './surface.ts';

/** Who asked, as AACAudit names it: a principal by its object id, a key by its id. */
function identityOf({ caller }: Observed): { CallerIdentity: { identityType: string; identity: string }[] } {
  const key = caller?.credential?.['id'];
  const one =
    caller?.kind === 'token'
      ? { identityType: 'ObjectID', identity: caller.principalId }
      : key
        ? { identityType: 'CredentialID', identity: String(key) }
        : undefined;
  return { CallerIdentity: one ? [one] : [] };
}

/**
 * The logs of a store: AACHttpRequest says of every request what was asked and answered, AACAudit who asked. Columns:
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/aachttprequest and …/aacaudit
 */
export function recordRequests(observed: Observed): Change[] {
  const { operation, call, params, status, correlationId } = observed;
  const resourceId = params['storeId'];
  if (operation?.surface !== appConfigurationSurface.name || !resourceId) return [];
  const { method, url, headers = {} } = call.request;
  const address = clientAddress(observed.view, call.origin);
  const common = { TimeGenerated: armTime(call.now), CorrelationId: correlationId, _ResourceId: resourceId };
  return [
    ...resourceLog(observed, {
      table: 'AACHttpRequest',
      category: 'HttpRequest',
      resourceId,
      columns: {
        ...common,
        Category: 'HttpRequest',
        Method: method,
        RequestURI: url,
        StatusCode: status,
        ClientIPAddress: address,
        UserAgent: headers['user-agent'] ?? '',
        ClientRequestId: headers['x-ms-client-request-id'] ?? '',
        HitCount: 1,
        Type: 'AACHttpRequest',
      },
    }),
    ...resourceLog(observed, {
      table: 'AACAudit',
      category: 'Audit',
      resourceId,
      columns: {
        ...common,
        ...identityOf(observed),
        Category: 'Audit',
        EventCategory: method === 'GET' || method === 'HEAD' ? 'Read' : method === 'DELETE' ? 'Delete' : 'Write',
        OperationName: operation.action,
        ResultType: status < 400 ? 'Success' : 'Failure',
        Status: String(status),
        CallerIPAddress: address,
        TargetResource: url.split('?')[0],
        Type: 'AACAudit',
      },
    }),
  ];
}
