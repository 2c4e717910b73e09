import { armTime } from '#kernel/clock.ts';
import { clientAddress } from '#kernel/addresses.ts';
import type { IssuedToken } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import { parseForm } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import { logLine } from '#kernel/logs.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import type { SessionRow, User } from './models.ts';
import { findClient, findResource, resourcesOfScope } from './resources.ts';

const tables = {
  managedIdentity: ['AADManagedIdentitySignInLogs', 'ManagedIdentitySignInLogs'],
  servicePrincipal: ['AADServicePrincipalSignInLogs', 'ServicePrincipalSignInLogs'],
  nonInteractiveUser: ['AADNonInteractiveUserSignInLogs', 'NonInteractiveUserSignInLogs'],
  interactiveUser: ['SigninLogs', 'SignInLogs'],
} as const;
export type SignInType = keyof typeof tables;

/** What the columns say of how it ended: `0`, or the number of the AADSTS sentence. */
function result({ refusal }: Observed): Record<string, string> {
  if (!refusal) return { ResultType: '0', ResultSignature: 'SUCCESS', ResultDescription: '' };
  const [, code = '', text = refusal.message] =
    /^AADSTS(\d+): ([^\r]*?)(?: Trace ID:.*|\r.*)?$/s.exec(refusal.message) ?? [];
  return { ResultType: code, ResultSignature: 'FAILURE', ResultDescription: text };
}

const resourceColumns = (asked: string): Record<string, string> => {
  const known = findResource(asked);
  return { ResourceDisplayName: known?.displayName ?? '', ResourceIdentity: known?.appId ?? asked };
};

function row(observed: Observed, type: SignInType, columns: Record<string, unknown>): Change[] {
  const { call, view, correlationId } = observed;
  const [table, category] = tables[type];
  const at = armTime(call.now);
  return logLine(observed, {
    table,
    resourceId: '',
    columns: {
      TimeGenerated: at,
      CreatedDateTime: at,
      Id: guidFrom(call.seed, 'sign-in', `${call.seq} ${type} ${call.request.body ?? ''}`),
      Category: category,
      OperationName: 'Sign-in activity',
      OperationVersion: '1.0',
      AADTenantId: tenantIdOf(view),
      ResourceOwnerTenantId: tenantIdOf(view),
      CorrelationId: correlationId,
      Level: '4',
      ...result(observed),
      ...columns,
      Type: table,
    },
  });
}

const tokenIn = (view: View, ref: unknown): IssuedToken | undefined =>
  typeof ref === 'string' ? view.get<IssuedToken>('tokens', ref) : undefined;

/** A managed identity's host asked for a token. What the platform had kept is no sign-in. */
function ofIdentity(observed: Observed): Change[] {
  const body = observed.requestBody as { principalId?: string; resource?: string; hostId?: string; clientId?: string };
  const answer = observed.answer as { cached?: boolean; ref?: string } | undefined;
  if (answer?.cached) return [];
  const principal = observed.view.get<ServicePrincipalRow>('servicePrincipals', body.principalId ?? '');
  const explicit = principal?.alternativeNames.includes('isExplicit=True');
  return row(observed, 'managedIdentity', {
    AppId: principal?.appId ?? body.clientId ?? '',
    ServicePrincipalId: body.principalId ?? '',
    ServicePrincipalName: principal?.displayName ?? '',
    ...resourceColumns(body.resource ?? ''),
    IPAddress: '',
    UniqueTokenIdentifier: tokenIn(observed.view, answer?.ref)?.claims['uti'] ?? '',
    ManagedServiceIdentity: {
      msiType: explicit ? 'userAssigned' : 'systemAssigned',
      associatedResourceId: body.hostId ?? '',
    },
  });
}

function ofApplication(observed: Observed, form: Record<string, string>, asked: string): Change[] {
  const { view, call } = observed;
  const appId = (form['client_id'] ?? '').toLowerCase();
  const [principal] = view.by<ServicePrincipalRow>('servicePrincipals', 'appId', appId);
  const token = tokenIn(view, (observed.answer as { access_token?: string } | undefined)?.access_token);
  const federated = form['client_assertion'] !== undefined;
  return row(observed, 'servicePrincipal', {
    AppId: appId,
    ServicePrincipalId: principal?.id ?? '',
    ServicePrincipalName: principal?.displayName ?? '',
    ...resourceColumns(asked),
    IPAddress: clientAddress(view, call.origin),
    UserAgent: call.request.headers?.['user-agent'] ?? '',
    ClientCredentialType: federated ? 'clientAssertion' : 'clientSecret',
    FederatedCredentialId: federated && !observed.refusal ? credentialOf(view, principal, appId) : '',
    UniqueTokenIdentifier: token?.claims['uti'] ?? '',
  });
}

/** The trust by which an assertion was taken, where the principal has but one. */
function credentialOf(view: View, principal: ServicePrincipalRow | undefined, appId: string): string {
  const [application] = view.by<{ id: string }>('applications', 'appId', appId);
  const owner = application?.id ?? principal?.id ?? '';
  const all = view.all<FederatedCredentialRow>('federatedCredentials').filter(({ ownerId }) => ownerId === owner);
  return all.length === 1 ? (all[0]?.id ?? '') : '';
}

function ofPerson(observed: Observed, form: Record<string, string>, asked: string): Change[] {
  const { view, call } = observed;
  const session = view.get<SessionRow>('sessions', form['refresh_token'] ?? '');
  const user = session && view.get<User>('users', session.userId);
  const token = tokenIn(view, (observed.answer as { access_token?: string } | undefined)?.access_token);
  // The first token of a session is the one that the sign-in itself brought.
  const interactive = session?.firstTokenAt === call.now && !observed.refusal;
  return row(observed, interactive ? 'interactiveUser' : 'nonInteractiveUser', {
    AppId: (form['client_id'] ?? '').toLowerCase(),
    AppDisplayName: findClient(form['client_id'] ?? '')?.displayName ?? '',
    UserId: user?.id ?? '',
    UserPrincipalName: user?.userPrincipalName ?? '',
    UserDisplayName: user?.displayName ?? '',
    Identity: user?.displayName ?? '',
    ...resourceColumns(asked),
    IPAddress: clientAddress(view, call.origin),
    UserAgent: call.request.headers?.['user-agent'] ?? '',
    IsInteractive: interactive,
    UniqueTokenIdentifier: token?.claims['uti'] ?? '',
  });
}

/**
 * Sign-in logs: a line for each token that Entra ID issued or refused to issue, in the table of who asked.
 * Source: reference of the tables SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs and
 * AADManagedIdentitySignInLogs (Azure Monitor Logs).
 */
export function recordSignIns(observed: Observed): Change[] {
  const action = observed.operation?.action;
  if (action === 'microsoft.directory/managedIdentityTokens/issue') return ofIdentity(observed);
  if (action !== 'microsoft.directory/tokens/issue') return [];
  const form = parseForm(observed.call.request.body ?? '');
  const [fromScope = ''] = resourcesOfScope(form['scope'] ?? '');
  const asked = form['resource'] ?? fromScope;
  if (form['grant_type'] === 'client_credentials') return ofApplication(observed, form, asked);
  return form['grant_type'] === 'refresh_token' ? ofPerson(observed, form, asked) : [];
}
