import { nameOf } from '#kernel/scope.ts';
import { codeOf, lackingIn, type Problem } from '../api/problem.ts';

const permission = ({ message }: Problem, who: string): string => {
  const lacking = lackingIn(message);
  if (!lacking) return `${who} lacks the permission for this.`;
  const place = lacking.scope ? ` on ${nameOf(lacking.scope)}` : '';
  return `No role assignment of ${who} that is in effect grants ${lacking.action}${place} or above it.`;
};

/** Our own words for Azure's codes: what it means, in one or two sentences. `who` is the signed-in person. */
const sentences: Record<string, (problem: Problem, who: string) => string> = {
  AuthorizationFailed: permission,
  ForbiddenByRbac: (problem, who) =>
    `${permission(problem, who)} What is in a vault is asked by data actions. Owner and Contributor manage the vault, but hold none of them.`,
  Authorization_RequestDenied: (_, who) => `The directory does not let ${who} do this.`,
  LinkedAuthorizationFailed: (_, who) =>
    `Two resources are touched here. ${who} may change the first, but lacks the action that Azure names on the second.`,
  DenyAssignmentAuthorizationFailed: () => 'A deny assignment forbids this. It wins over every role.',
  AccessDenied: () => 'This vault decides by access policies, and none of them names you with this permission.',
  ForbiddenByFirewall: () => 'The token was good; the network from which you ask is not let in.',
  ForbiddenByConnection: () => 'The token was good; this vault is closed to the public network.',
  InvalidAuthenticationToken: () => 'The token is not one that this tenant issued, or it was altered.',
  ExpiredAuthenticationToken: () => 'The token was too old. Try again: the portal asks for a new one.',
  RoleAssignmentExists: () => 'The same principal has the same role at the same scope already. Nothing was changed.',
  PrincipalNotFound: () =>
    'The directory does not know this id. A client ID is not the id that roles are assigned to: that is the object (principal) ID.',
  SecretNotFound: () => 'The vault holds no secret of that name. That it says so shows that the permission was there.',
  SecretDisabled: () => 'The secret is there, and so is the permission; but this version is switched off.',
  ResourceNotFound: () => 'There is no such resource (any more).',
  ResourceGroupNotFound: () => 'There is no such resource group (any more).',
  ScopeLocked: () => 'A lock forbids this. Locks bind everyone, owners too.',
  NotSimulated: () =>
    'This corner of Azure is not part of the simulation. Nothing was changed, and it does not count against you.',
  NetworkError: () => 'No service answered at that address.',
  invalid_grant: () => 'The sign-in is no longer good. Sign in again.',
};

/** What stands under Azure's words; undefined where we have nothing to add. */
export function oursOn(problem: Problem, who: string): string | undefined {
  const code = codeOf(problem);
  return (Object.hasOwn(sentences, code) ? sentences[code] : undefined)?.(problem, who);
}
