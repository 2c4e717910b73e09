import { clientAddress } from '#kernel/addresses.ts';
import { armTime } from '#kernel/clock.ts';
import type { Observed } from '#kernel/door.ts';
import { resourceLog } from '#kernel/logs.ts';
import { nameOf, resourceGroupOf, subscriptionOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';

/** What the log calls an operation: what it is about, and what was done. */
const verbs: Record<string, string> = {
  'Set secret': 'SecretSet',
  'Get secret': 'SecretGet',
  'Update secret attributes': 'SecretUpdate',
  'List secrets': 'SecretList',
  'List secret versions': 'SecretListVersions',
  'Delete secret': 'SecretDelete',
  'List deleted secrets': 'SecretListDeleted',
  'Get deleted secret': 'SecretGetDeleted',
  'Recover deleted secret': 'SecretRecover',
  'Purge deleted secret': 'SecretPurge',
};

/** `Get key` is logged as `KeyGet`, `List certificates` as `CertificateList`, `List key versions` as `KeyListVersions`. */
function operationName(title: string): string {
  const known = verbs[title];
  if (known) return known;
  const [verb = '', ...rest] = title.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const kind = rest.find((word) => /^(Secret|Key|Certificate)s?$/.test(word));
  return kind
    ? kind.replace(/s$/, '') + verb + rest.filter((word) => word !== kind).join('')
    : title.replaceAll(' ', '');
}

const signatures: Record<number, string> = {
  200: 'OK',
  204: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
};

/**
 * The audit log of a vault: every request at its address, refused ones too; a first call without a token, by which
 * clients learn whom to ask, is logged as `Authentication`. Never a value.
 * Source: "Azure Key Vault logging"; columns as Azure Monitor Logs writes them in AzureDiagnostics.
 */
export function recordAudit(observed: Observed): Change[] {
  const { call, operation, params, caller, status, refusal, view, correlationId } = observed;
  const vaultId = params['vaultId'];
  if (operation?.surface !== 'key-vault' || vaultId === undefined) return [];
  const claims = caller?.token?.claims;
  const address = call.request.url.split('?')[0] ?? '';
  const object = /\/(?:deleted)?(secrets|keys|certificates)\/[^/]+/.exec(address) ? address : '';
  const resourceGroup = nameOf(resourceGroupOf(vaultId) ?? '').toUpperCase();
  return resourceLog(observed, {
    table: 'AzureDiagnostics',
    category: 'AuditEvent',
    resourceId: vaultId,
    columns: {
      TimeGenerated: armTime(call.now),
      ResourceId: vaultId.toUpperCase(),
      ResourceProvider: 'MICROSOFT.KEYVAULT',
      ResourceType: 'VAULTS',
      Resource: nameOf(vaultId).toUpperCase(),
      ResourceGroup: resourceGroup,
      SubscriptionId: subscriptionOf(vaultId)?.split('/')[2] ?? '',
      Category: 'AuditEvent',
      OperationName: status === 401 ? 'Authentication' : operationName(operation.title),
      ResultType: 'Success',
      ResultSignature: signatures[status] ?? String(status),
      ...(refusal && { ResultType: 'Failed', ResultDescription: refusal.message }),
      DurationMs: 0,
      CallerIPAddress: clientAddress(view, call.origin),
      CorrelationId: correlationId,
      httpStatusCode_d: status,
      requestUri_s: call.request.url,
      id_s: object,
      clientInfo_s: call.request.headers?.['user-agent'] ?? '',
      ...(claims && {
        identity_claim_oid_g: claims.oid,
        identity_claim_appid_g: claims.appid ?? '',
        identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s: claims.upn ?? '',
        identity_claim_xms_mirid_s: claims.xms_mirid ?? '',
        identity_claim_xms_az_rid_s: claims.xms_az_rid ?? '',
      }),
      _ResourceId: vaultId.toLowerCase(),
      Type: 'AzureDiagnostics',
    },
  });
}
