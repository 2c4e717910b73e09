/** A change to the text of the evaluator that drops a rule or turns it around. */
export interface Mutant {
  rule: string;
  file: string;
  from: string;
  to: string;
}

const mutant = (rule: string, file: string, from: string, to: string): Mutant => ({ rule, file, from, to });

export const mutants: readonly Mutant[] = [
  mutant(
    'a role at a management group reaches down',
    'judge.ts',
    '|| (scope.isGroup && this.groups().includes(scope))',
    '',
  ),
  mutant(
    'inheritance goes down, not up',
    'judge.ts',
    'this.path.at[scope.depth] === scope',
    'scope.key.startsWith(this.path.scope.key)',
  ),
  mutant(
    'a role at a scope holds there and below only',
    'judge.ts',
    'if (question.path.at[held.depth] !== scope && !question.reachedFrom(scope)) return false;',
    '',
  ),
  mutant(
    'a subscription without a management group lies under the root group',
    'scope-chain.ts',
    'row.managementGroup ?? `${managementGroup}${tenantId}`.toLowerCase()',
    'row.managementGroup',
  ),
  mutant('escaped letters of an address are the letters', 'names.ts', 'idKey(decoded(asked))', 'idKey(asked)'),
  mutant(
    'the case of a scope does not count',
    'names.ts',
    'const key = idKey(decoded(asked));',
    'const key = decoded(asked);',
  ),
  mutant(
    'the case of an action does not count',
    'names.ts',
    'const lower = asked.toLowerCase();',
    'const lower = asked;',
  ),
  mutant(
    'the groups of the token count',
    'holdings.ts',
    '[principalId, ...groupIds].flatMap(',
    '[principalId].flatMap(',
  ),
  mutant(
    'a removed assignment is honoured for a while',
    'holdings.ts',
    '[tables.roleAssignments, tables.revokedAssignments]',
    '[tables.roleAssignments]',
  ),
  mutant('what was worked out is forgotten when a role changes', 'holdings.ts', '  tables.roleDefinitions,\n', ''),
  mutant(
    'what was worked out is forgotten when a deny assignment comes',
    'holdings.ts',
    '  tables.denyAssignments,\n  tables.roleDefinitions,\n',
    '  tables.roleDefinitions,\n',
  ),
  mutant('a middle star also stands for no segment', 'match.ts', "segment === '*' && at > 0", 'false'),
  mutant('a star crosses segments', 'match.ts', "replaceAll('*', '.*')", "replaceAll('*', '[^/]*')"),
  mutant(
    'notActions are subtracted',
    'compiled-role.ts',
    'if (by !== undefined) taken ??= by;',
    'if (false) taken ??= by;',
  ),
  mutant(
    'notActions subtract from their own block only',
    'compiled-role.ts',
    'if (by !== undefined) taken ??= by;',
    "if (by !== undefined) return { answer: { outcome: 'subtracted-by-not-action', matched: by }, open: [] };",
  ),
  mutant(
    'a block with its condition unmet grants nothing',
    'compiled-role.ts',
    'else if (block.condition === null)',
    'else if (true)',
  ),
  mutant(
    'actions on data are apart from management',
    'compiled-role.ts',
    'data: new ActionPatterns(permission.dataActions)',
    'data: new ActionPatterns([...permission.actions, ...permission.dataActions])',
  ),
  mutant(
    'the condition of an assignment counts',
    'judge.ts',
    'if (condition !== null && !conditionMet(condition, question)) return false;',
    '',
  ),
  mutant(
    'what cannot be decided does not grant',
    'condition.ts',
    'evaluate(condition, facts) === true;',
    'evaluate(condition, facts) !== false;',
  ),
  mutant(
    'a deny assignment with a condition that is not met takes nothing away',
    'condition.ts',
    'condition === undefined || evaluate(condition, facts) !== false',
    'true',
  ),
  mutant(
    'a new assignment does not count at once',
    'judge.ts',
    "return state === 'effective' || state === 'revoked';",
    'return true;',
  ),
  mutant(
    'each target learns of a change in its own time',
    'judge.ts',
    "permission.plane === 'control' ? 'arm' : this.asked.service",
    "'arm'",
  ),
  mutant('a deny assignment takes away', 'decide.ts', "outcome === 'denies'", 'false'),
  mutant(
    'all principals means everyone',
    'holdings.ts',
    'id === allPrincipals || id === principalId',
    'id === principalId',
  ),
  mutant(
    'the excluded are not denied',
    'judge.ts',
    "excludes(deny, principal) ? 'excluded-principal' : 'denies'",
    "'denies'",
  ),
  mutant(
    'some deny assignments leave child scopes alone',
    'judge.ts',
    'row.doNotApplyToChildScopes ? question.path.scope === scope : question.reachedFrom(scope)',
    'question.reachedFrom(scope)',
  ),
  mutant(
    'answers that hang on time are not remembered',
    'decide.ts',
    'const settled = now >= profile.settledAt;',
    'const settled = true;',
  ),
  mutant(
    'answers that hang on a condition are not remembered',
    'decide.ts',
    'if (settled && !bearing.isConditional)',
    'if (settled)',
  ),
];
