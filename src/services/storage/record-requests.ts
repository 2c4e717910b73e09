import { clientAddress } from '#kernel/addresses.ts';
import { armTime } from '#kernel/clock.ts';
import type { Caller } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import type { HttpRequest } from '#kernel/http.ts';
import { resourceLog } from '#kernel/logs.ts';
import type { Change } from '#kernel/tables.ts';

const tables: Record<string, { table: string; service: string }> = {
  blob: { table: 'StorageBlobLogs', service: 'blobServices' },
  queue: { table: 'StorageQueueLogs', service: 'queueServices' },
};

/** `Put blob` is logged as `PutBlob`. */
const operationName = (title: string): string =>
  title
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const category = (method: string): string =>
  method === 'GET' || method === 'HEAD' ? 'StorageRead' : method === 'DELETE' ? 'StorageDelete' : 'StorageWrite';

const kinds: Record<string, string> = {
  'account-key': 'AccountKey',
  'account-sas': 'SAS',
  'service-sas': 'SAS',
  'user-delegation-sas': 'DelegationSas',
};

/** How the caller proved who it is, or tried to; a key and a signed address say nothing of who holds them. */
function authentication(caller: Caller | undefined, { headers, url }: HttpRequest): string {
  const brought = headers?.['authorization'] ?? '';
  if (caller?.token || /^Bearer/i.test(brought)) return 'OAuth';
  const kind = caller?.credential?.kind;
  if (kind !== undefined) return kinds[kind] ?? 'SAS';
  if (/^SharedKey/i.test(brought)) return 'AccountKey';
  return /[?&]sig=/.test(url) ? 'SAS' : 'Anonymous';
}

/** A signature in an address is a secret: the log shows that there was one. */
const withoutSignature = (url: string): string => url.replace(/([?&]sig=)[^&]*/g, '$1XXXXX');

/**
 * Requests at the blobs and queues of an account, refused ones too.
 * Source: reference of the tables StorageBlobLogs and StorageQueueLogs (Azure Monitor Logs).
 */
export function recordRequests(observed: Observed): Change[] {
  const { call, operation, params, caller, status, refusal, view, correlationId } = observed;
  const [kind, accountId] = [tables[operation?.surface ?? ''], params['accountId']];
  if (!operation || !kind || accountId === undefined) return [];
  const claims = caller?.token?.claims;
  const method = call.request.method.toUpperCase();
  const resourceId = `${accountId}/${kind.service}/default`;
  return resourceLog(observed, {
    table: kind.table,
    category: category(method),
    resourceId,
    columns: {
      TimeGenerated: armTime(call.now),
      AccountName: params['accountName'],
      Category: category(method),
      OperationName: operationName(operation.title),
      OperationVersion: call.request.headers?.['x-ms-version'] ?? '',
      AuthenticationType: authentication(caller, call.request),
      StatusCode: status,
      StatusText: refusal?.code ?? 'Success',
      Uri: withoutSignature(call.request.url),
      Protocol: call.request.url.startsWith('https:') ? 'HTTPS' : 'HTTP',
      CallerIpAddress: clientAddress(view, call.origin),
      UserAgentHeader: call.request.headers?.['user-agent'] ?? '',
      CorrelationId: correlationId,
      ...(claims && {
        RequesterObjectId: claims.oid,
        RequesterAppId: claims.appid ?? '',
        RequesterTenantId: claims.tid,
        RequesterAudience: claims.aud,
        RequesterTokenIssuer: claims.iss,
        RequesterUpn: claims.upn ?? '',
      }),
      _ResourceId: resourceId.toLowerCase(),
      Type: kind.table,
    },
  });
}
