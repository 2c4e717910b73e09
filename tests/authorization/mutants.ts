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
    'if (profile.someAt(scope, question, grants)) return true;',
    'if (profile.list.some((held) => grants(question, held))) return true;',
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
    'const who = [principalId, ...groupIds];',
    'const who = [principalId];',
  ),
  mutant(
    'a removed assignment is honoured for a while',
    'holdings.ts',
    '[tables.roleAssignments, tables.revokedAssignments]',
    '[tables.roleAssignments]',
  ),
  mutant('what was worked out is forgotten when a role changes', 'holdings.ts', 'tables.roleDefinitions, ', ''),
  mutant('it is forgotten when a deny assignment comes or goes', 'holdings.ts', 'tables.denyAssignments, ', ''),
  mutant('it is forgotten when a subscription is moved', 'holdings.ts', "'subscriptions', ", ''),
  mutant('it is forgotten when a management group is moved', 'holdings.ts', "'managementGroups', ", ''),
  mutant('one state is not another', 'holdings.ts', 'last?.state === state && ', 'last && '),
  mutant('what a caller holds is looked at again in another state', 'holdings.ts', 'first.state === state && ', ''),
  mutant('it is looked for again when an assignment came or went', 'holdings.ts', ' && same(one.stamps, stamps)', ''),
  mutant(
    'it is read again when an assignment came or went',
    'holdings.ts',
    'known && same(known.stamps, stamps)',
    'known',
  ),
  mutant(
    'what the groups of a caller hold is looked at again too',
    'holdings.ts',
    'const stamps = who.flatMap(',
    'const stamps = [principalId].flatMap(',
  ),
  mutant(
    'a token with other groups is another caller',
    'holdings.ts',
    ' && same(first.groupIds, principal.groupIds)',
    '',
  ),
  mutant('the number of a caller is never used twice', 'profile.ts', '(profiles += 1)', '1'),
  mutant(
    'nothing is remembered of a caller from whom something was taken lately',
    'profile.ts',
    'settles ? (profiles += 1) : 0',
    '(profiles += 1)',
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
    "if (by !== undefined) return this.say('subtracted-by-not-action', by);",
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
  mutant('the condition of an assignment counts', 'judge.ts', 'if (!meets(question, condition)) return false;', ''),
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
    'profile.ts',
    'return this.number > 0 && now >= this.settledSecond * 1000;',
    'return this.number > 0;',
  ),
  mutant(
    'answers that hang on a condition are not remembered',
    'decide.ts',
    'if (profile.isSettled(question.now) && !question.isConditional)',
    'if (profile.isSettled(question.now))',
  ),
  mutant('nor their reasons', 'decide.ts', 'settled && !question.isConditional && ', 'settled && '),
  mutant(
    'the condition of an assignment makes an answer one of those',
    'judge.ts',
    'question.isConditional = true;',
    '',
  ),
];
