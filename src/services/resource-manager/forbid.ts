import type { FaultFacts } from '#kernel/define.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Refusal } from '#kernel/result.ts';

const assignmentWrite = 'microsoft.authorization/roleassignments/write';

/**
 * How Resource Manager says that a permission is lacking: `AuthorizationFailed`, its variant for role assignments,
 * `LinkedAuthorizationFailed` for a second resource, `DenyAssignmentAuthorizationFailed`.
 * Source: "Troubleshoot Azure RBAC".
 */
export function forbid(lacking: Decision, facts: FaultFacts): Refusal {
  const { action, scope, linked } = lacking.permission;
  const who = `The client '${facts.caller?.name ?? lacking.principalId}' with object id '${lacking.principalId}'`;
  const refusal = (code: string, message: string): Refusal => ({ status: 403, code, message });

  const deny = lacking.verdict === 'denied' ? lacking.denies.find(({ outcome }) => outcome === 'denies') : undefined;
  if (deny)
    return refusal(
      'DenyAssignmentAuthorizationFailed',
      `${who} has permission to perform action '${action}' on scope '${scope}'; however, the access is denied because of the deny assignment with name '${deny.name}' and Id '${deny.id}' at scope '${deny.scope}'.`,
    );
  if (linked)
    return refusal(
      'LinkedAuthorizationFailed',
      `${who} has permission to perform action '${facts.action ?? ''}' on scope '${facts.url.path}'; however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${scope}' (respectively) or the linked scope(s) are invalid.`,
    );
  const conditional = action.toLowerCase() === assignmentWrite || lacking.missing?.kind === 'condition';
  return refusal(
    'AuthorizationFailed',
    `${who} does not have authorization${conditional ? ' or an ABAC condition not fulfilled' : ''} to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}
