/** One line of the sign-in logs, as Graph shows it ("signIn resource type"). */
export interface SignIn {
  id: string;
  createdDateTime: string;
  userDisplayName: string | null;
  userPrincipalName: string | null;
  appDisplayName: string | null;
  appId: string;
  ipAddress: string;
  resourceDisplayName: string | null;
  resourceId: string | null;
  servicePrincipalId: string;
  servicePrincipalName: string | null;
  federatedCredentialId: string;
  managedServiceIdentity: { msiType?: string; associatedResourceId?: string } | null;
  status: { errorCode: number; failureReason: string };
}

/** The four logs, in the order and the words of the portal. */
export const signInKinds = [
  ['interactiveUser', 'User sign-ins (interactive)'],
  ['nonInteractiveUser', 'User sign-ins (non-interactive)'],
  ['servicePrincipal', 'Service principal sign-ins'],
  ['managedIdentity', 'Managed identity sign-ins'],
] as const;
export type SignInKind = (typeof signInKinds)[number][0];

/** The request for one of the logs, newest first. */
export const signInPath = (kind: SignInKind): string =>
  `/auditLogs/signIns?$filter=${encodeURIComponent(`signInEventTypes/any(t: t eq '${kind}')`)}`;

/** Who signed in. */
export const whoSignedIn = (kind: SignInKind, one: SignIn): string =>
  (kind === 'interactiveUser' || kind === 'nonInteractiveUser'
    ? (one.userDisplayName ?? one.userPrincipalName)
    : one.servicePrincipalName) ??
  one.appId ??
  '';

/** For what the token was meant: the name of a known service, else what was asked for. */
export const forWhat = (one: SignIn): string => one.resourceDisplayName ?? one.resourceId ?? '-';

/** How it ended: `Success`, or the number of the AADSTS sentence and what it says. */
export const endWords = ({ status }: SignIn): string =>
  status.errorCode === 0 ? 'Success' : `Failure, AADSTS${status.errorCode}: ${status.failureReason}`;
