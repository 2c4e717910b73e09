import { clientAddress } from '#kernel/addresses.ts';
import type { Caller } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import { resourceLog } from '#kernel/logs.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { isAudited } from './operations/auditing.ts';

const firewallErrors = new Set(['40615', '47073']);
const loginErrors = new Set(['18456', '4060']);

/** How the engine calls whoever signed in. */
function principalName(caller: Caller | undefined): string {
  const claims = caller?.token?.claims;
  if (caller?.principalType === 'ServicePrincipal') return `${claims?.appid}@${claims?.tid}`;
  return caller?.name ?? '';
}

/** The engine writes no password down. */
const masked = (sql: string): string => sql.replace(/(\bPASSWORD\s*=\s*)N?'(?:[^']|'')*'/gi, "$1'******'");

/**
 * One line of the audit log for each login that failed and each batch that ran, well or not. The log of a whole server is
 * that of its database master. Who the firewall turns away has reached nothing that could write it down.
 * Source: "SQL Database audit log format".
 */
export function recordAudit(observed: Observed): Change[] {
  const { operation, params, view, call, caller, refusal, requestBody } = observed;
  const serverId = params['serverId'] ?? '';
  if (operation?.surface !== 'sql' || caller?.kind === 'setup' || !isAudited(view, serverId)) return [];
  if (refusal && firewallErrors.has(refusal.code)) return [];
  const failedLogin = refusal !== undefined && loginErrors.has(refusal.code);
  const sql = (requestBody as { sql?: unknown } | undefined)?.sql;
  const parsed = parseResourceId(serverId);
  return resourceLog(observed, {
    table: 'AzureDiagnostics',
    category: 'SQLSecurityAuditEvents',
    resourceId: `${serverId}/databases/master`,
    columns: {
      OperationName: 'AuditEvent',
      Category: 'SQLSecurityAuditEvents',
      ResourceProvider: 'MICROSOFT.SQL',
      ResourceType: 'SERVERS/DATABASES',
      ResourceGroup: parsed?.resourceGroup?.toUpperCase(),
      Resource: 'MASTER',
      LogicalServerName_s: nameOf(serverId),
      database_name_s: params['database'],
      action_id_s: failedLogin ? 'DBAF' : 'BCM ',
      action_name_s: failedLogin ? 'DATABASE AUTHENTICATION FAILED' : 'BATCH COMPLETED',
      succeeded_s: refusal ? 'false' : 'true',
      server_principal_name_s: principalName(caller),
      client_ip_s: clientAddress(view, call.origin),
      ...(!failedLogin && typeof sql === 'string' && { statement_s: masked(sql) }),
      ...(refusal && { additional_information_s: `${refusal.code}: ${refusal.message}` }),
    },
  });
}
