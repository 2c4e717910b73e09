import type { Deviation } from '#kernel/deviation.ts';

/** Where role-based access differs from Azure's, or where no public source settled what Azure does. */
export const deviations: readonly Deviation[] = [
  {
    id: 'rbac-propagation',
    title: 'How long a role assignment takes',
    azure:
      'Changes can take up to ten minutes; one measurement saw 10 s at Key Vault, 32 s at Blob Storage, 273 s at Service Bus, and 45, 10 and 312 s for removals. Figures for Resource Manager are not published.',
    ours: 'Each target learns of a change after a time drawn from the seed between the measured figure (5 s for Resource Manager, 30 s where nothing was measured) and ten minutes; short times are the likelier.',
    why: 'The wait is part of what is to be learnt, and it must be the same whenever the log is folded.',
  },
  {
    id: 'rbac-propagation-wide-scopes',
    title: 'Slow inheritance from management groups',
    azure: 'An assignment with data actions at a management group can take several hours to reach the data.',
    ours: 'It takes as long as any other assignment.',
    why: 'No figure is published that could be kept to.',
  },
  {
    id: 'rbac-immediate-changes',
    title: 'Changes that count at once',
    azure:
      'Changes of custom roles, deny assignments and of the condition of an assignment spread like new assignments do.',
    ours: 'They count with the next request.',
    why: 'Their delays were never measured.',
  },
  {
    id: 'rbac-group-membership',
    title: 'Membership in groups',
    azure:
      'Groups come from the token or from a look-up at decision time, and a managed identity may have to wait up to a day.',
    ours: 'The groups are those that the token was issued with, nested ones included.',
    why: 'It gives the same lesson: a new membership needs a new token.',
  },
  {
    id: 'rbac-middle-wildcard',
    title: 'A star between two segments',
    azure:
      'Not documented; but Managed Identity Operator holds userAssignedIdentities/*/assign/action and does grant userAssignedIdentities/assign/action.',
    ours: 'A segment that is a star also stands for no segment.',
    why: 'Only so do the built-in roles grant what they are documented to grant.',
  },
  {
    id: 'rbac-deny-order',
    title: 'Which refusal a deny assignment gives',
    azure: 'The documents differ on whether deny assignments are looked at before or after the roles.',
    ours: 'Without a role that grants the refusal is AuthorizationFailed, with one it is DenyAssignmentAuthorizationFailed.',
    why: 'The sentence of the latter says that the permission itself is there.',
  },
  {
    id: 'rbac-deny-wording',
    title: 'Sentence of DenyAssignmentAuthorizationFailed',
    azure: 'The code is confirmed, the whole sentence is not.',
    ours: 'The sentence names the principal, the action, and the name, id and scope of the deny assignment.',
    why: 'It is as users have reported it in part.',
  },
  {
    id: 'rbac-deny-by-users',
    title: 'Deny assignments made by people',
    azure:
      'In preview: writes, deletes and actions only, no data actions, no groups, and somebody must be excluded when everyone is denied; names are unique at a scope. How the service words its refusals is not published.',
    ours: 'The same limits, refused as BadRequestFormat. Those that Azure made itself cannot be removed by people, which is answered as not simulated.',
    why: 'A limit without its sentence is better than no limit.',
  },
  {
    id: 'rbac-conditions',
    title: 'Conditions (ABAC)',
    azure:
      'Conditions may ask about the request, the resource, the principal and the environment with some forty operators.',
    ours: 'ActionMatches is evaluated everywhere; for role assignments also RoleDefinitionId, PrincipalId and PrincipalType with the GUID, string and boolean operators. Anything else is unknown, and a condition that depends on it is not met.',
    why: 'A condition narrows access; to guess it would be to widen access.',
  },
  {
    id: 'rbac-deny-conditions',
    title: 'Conditions of deny assignments',
    azure:
      'A permission of a deny assignment may carry a condition; what happens when it cannot be decided is not written.',
    ours: 'It takes nothing away when its condition is known not to be met; otherwise it does.',
    why: 'To guess that it does not apply would be to widen access.',
  },
  {
    id: 'rbac-condition-wording',
    title: 'Refusal of a condition that is not well written',
    azure: 'The sentence is documented, its code is not.',
    ours: 'InvalidCondition.',
    why: 'A code is needed.',
  },
  {
    id: 'rbac-abac-sentence',
    title: 'The longer AuthorizationFailed',
    azure: 'The words "or an ABAC condition not fulfilled" are documented for writing role assignments.',
    ours: 'They appear for every refused write of a role assignment, and wherever a condition was in the way.',
    why: 'Azure shows them to people without any condition too.',
  },
  {
    id: 'rbac-error-codes',
    title: 'Codes and statuses that were not seen in a trace',
    azure:
      'UnmatchedPrincipalType, RoleAssignmentUpdateNotPermitted (status), RoleAssignmentLimitExceeded and RoleDefinitionHasAssignments (status), RoleAssignmentNotFound, DenyAssignmentNotFound, InvalidRoleDefinitionId.',
    ours: 'Statuses 400 and 404 with the sentences listed in errors.ts; a role that is not there is 404 RoleDefinitionDoesNotExist also when it is to be assigned.',
    why: 'These are the likeliest; clients act on the code.',
  },
  {
    id: 'rbac-identity-of-conflict',
    title: 'RoleAssignmentExists names the other assignment',
    azure: 'Seen in newer answers only, quoted by third parties.',
    ours: 'Always named, as 32 hexadecimal digits.',
    why: 'It helps to find the other one.',
  },
  {
    id: 'rbac-custom-role-actions',
    title: 'Actions of custom roles are not looked up',
    azure: 'Every action must match an operation of a registered provider, else InvalidActionOrNotAction.',
    ours: 'Only the form of the action is checked.',
    why: 'The list of all operations of Azure is many times the size of the tenant.',
  },
  {
    id: 'rbac-built-in-roles-fixed',
    title: 'Changing a built-in role; data actions at a management group',
    azure: 'Both are refused; the words are not published.',
    ours: 'Both are answered as not simulated.',
    why: 'No words are made up where none are known.',
  },
  {
    id: 'rbac-custom-role-scopes',
    title: 'Assignable scopes of a custom role',
    azure:
      'The root and a second management group are refused, in words that are not published; a role outside its assignable scopes cannot be assigned.',
    ours: 'BadRequestFormat, and RoleDefinitionDoesNotExist for the assignment.',
    why: 'At such a scope the role is not listed either.',
  },
  {
    id: 'rbac-role-details',
    title: 'Descriptions and dates of built-in roles',
    azure: 'Every role has a description and the times of its creation and last change.',
    ours: 'Thirty roles that the course speaks of have their description; dates are null.',
    why: 'The source of the roles holds neither.',
  },
  {
    id: 'rbac-child-scopes',
    title: 'Scopes below a resource',
    azure: 'Whether a child (a secret, a container) must exist before a role is given at it depends on its provider.',
    ours: 'The resource must exist, what lies in it is taken on trust.',
    why: 'Data is not known to Resource Manager.',
  },
  {
    id: 'rbac-last-owner',
    title: 'The last owner',
    azure:
      'The last Owner assignment at a subscription cannot be deleted, except by a global administrator with elevated access.',
    ours: 'It cannot be deleted by anybody.',
    why: 'Elevated access is not simulated.',
  },
  {
    id: 'rbac-replication',
    title: 'Replication of the directory',
    azure: 'A principal that was made a moment ago may not be found for a while; how long is not documented.',
    ours: 'Role assignments find it after 5 to 60 seconds, drawn from the seed; with a principalType a principal that is not there is accepted, as in Azure. Microsoft Graph itself shows it at once, and so does everything else.',
    why: 'The documented advice, to give the principalType, can be learnt from it and nothing else is at the mercy of chance.',
  },
];
