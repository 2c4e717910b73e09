import { day } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import type { LogRow } from '#kernel/logs.ts';
import { refuse } from '#kernel/result.ts';
import { graphOk } from '../graph-answers.ts';
import { pickFilter, type SignInShape } from '../sign-in-filter.ts';
import { graphOperation } from './graph-operation.ts';

/** Reports are kept for a month. Source: "Microsoft Entra data retention". */
const kept = 30 * day;

const types: Record<string, string> = {
  SigninLogs: 'interactiveUser',
  AADNonInteractiveUserSignInLogs: 'nonInteractiveUser',
  AADServicePrincipalSignInLogs: 'servicePrincipal',
  AADManagedIdentitySignInLogs: 'managedIdentity',
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** One sign-in as Graph shows it. */
function shape({ table, columns }: LogRow): SignInShape {
  const errorCode = Number(columns['ResultType']);
  return {
    id: columns['Id'],
    createdDateTime: String(columns['CreatedDateTime']).replace(/\.\d+Z$/, 'Z'),
    userDisplayName: text(columns['UserDisplayName']),
    userPrincipalName: text(columns['UserPrincipalName']),
    userId: text(columns['UserId']) ?? '00000000-0000-0000-0000-000000000000',
    appId: columns['AppId'],
    appDisplayName: text(columns['AppDisplayName']) ?? text(columns['ServicePrincipalName']),
    ipAddress: columns['IPAddress'] ?? '',
    correlationId: columns['CorrelationId'],
    isInteractive: columns['IsInteractive'] === true,
    resourceDisplayName: text(columns['ResourceDisplayName']),
    resourceId: text(columns['ResourceIdentity']),
    servicePrincipalId: text(columns['ServicePrincipalId']) ?? '',
    servicePrincipalName: text(columns['ServicePrincipalName']),
    signInEventTypes: [types[table]],
    uniqueTokenIdentifier: columns['UniqueTokenIdentifier'],
    federatedCredentialId: text(columns['FederatedCredentialId']) ?? '',
    managedServiceIdentity: columns['ManagedServiceIdentity'] ?? null,
    status: { errorCode, failureReason: text(columns['ResultDescription']) ?? 'Other.', additionalDetails: null },
  };
}

const signIns = (ctx: Ctx): SignInShape[] =>
  ctx.view
    .all<LogRow>('logs')
    .filter(({ table, at }) => types[table] !== undefined && at > ctx.now - kept)
    .reverse()
    .map(shape);

const list = (version: 'v1.0' | 'beta') =>
  graphOperation({
    action: 'microsoft.directory/signInReports/allProperties/read',
    title: 'List sign-ins',
    method: 'GET',
    path: `/${version}/auditLogs/signIns`,
    handle(ctx, input) {
      const wanted = pickFilter(input.query('$filter'));
      if ('refusal' in wanted) return refuse(wanted.refusal);
      const top = Number(input.query('$top') ?? '1000');
      // Version 1.0 knows people's own sign-ins only, unless the filter names another kind.
      const byDefault = wanted.names.includes('signInEventTypes') ? undefined : 'interactiveUser';
      const found = signIns(ctx).filter(
        (one) => wanted.test(one) && (!byDefault || (one['signInEventTypes'] as string[]).includes(byDefault)),
      );
      const context = `https://graph.microsoft.com/${version}/$metadata#auditLogs/signIns`;
      return graphOk({ '@odata.context': context, value: found.slice(0, top) });
    },
  });

/** Sign-in logs. Source: "List signIns" (Microsoft Graph). */
export const signInOperations = [list('v1.0'), list('beta')];
